package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.text.Terminal;
import java.util.Locale;

/** Formats of {@code --format}. */
public enum Format {
    /** Aligned columns with units, for reading. */
    TABLE,
    /** RFC 4180 with a header line; raw values. */
    CSV,
    /** One JSON object a line; raw values. */
    JSON,
    /** A GitHub table, for a ticket. */
    MARKDOWN;

    /**
     * The renderer for this format.
     *
     * @param raw do not prefix cells that a spreadsheet would evaluate
     */
    public Renderer renderer(Terminal terminal, boolean raw) {
        return switch (this) {
            case TABLE -> new TableRenderer(terminal);
            case CSV -> new CsvRenderer(terminal, raw);
            case JSON -> new JsonRenderer(terminal);
            case MARKDOWN -> new MarkdownRenderer(terminal);
        };
    }

    /** As written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
