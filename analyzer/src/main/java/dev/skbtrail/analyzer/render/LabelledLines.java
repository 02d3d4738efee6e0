package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.text.Paragraph;
import dev.skbtrail.analyzer.text.Printable;
import dev.skbtrail.analyzer.text.Style;
import dev.skbtrail.analyzer.text.Terminal;
import java.util.List;
import java.util.Locale;

/** Prints a heading followed by lines that each start with a label. */
public final class LabelledLines {
    private static final String LABEL = "   %-9s ";
    private static final String INDENT = " ".repeat(13);
    private static final String HEAD_INDENT = "   ";

    private final Terminal terminal;

    public LabelledLines(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The heading. */
    public void head(Style style, String text) {
        hanging(text, HEAD_INDENT).forEach(line -> terminal.out().line(style, line));
    }

    /** Prints one entry, wrapped if the terminal is narrow. */
    public void entry(String label, String text) {
        String whole = String.format(Locale.ROOT, LABEL, label) + text;
        hanging(whole, INDENT).forEach(terminal.out()::line);
    }

    private List<String> hanging(String text, String indent) {
        return Paragraph.hanging(Printable.of(text), terminal.width(), indent);
    }
}
