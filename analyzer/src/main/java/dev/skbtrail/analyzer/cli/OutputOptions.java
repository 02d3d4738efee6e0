package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.render.Renderer;
import dev.skbtrail.analyzer.text.Terminal;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a command shows its rows. */
final class OutputOptions {
    private static final int LEAST_WIDTH = 20;
    private static final int MOST_WIDTH = 10_000;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = FormatName.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--width",
            paramLabel = "COLUMNS",
            converter = Width.class,
            description = "Width of a table; that of the terminal, or 100, when not given.")
    private long width;

    @Option(
            names = "--raw",
            description =
                    "CSV: leave text that a spreadsheet would run (=1+1) without the ' before it.")
    private boolean raw;

    Renderer renderer(Terminal terminal) {
        return format.renderer(terminal.withWidth((int) width), raw);
    }

    /** Is it for reading on a terminal? */
    boolean isTable() {
        return format == Format.TABLE;
    }

    static final class Width extends WholeNumber {
        Width() {
            super(LEAST_WIDTH, MOST_WIDTH);
        }
    }

    static final class FormatName implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return Arrays.stream(Format.values())
                    .filter(format -> format.toString().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> wrong(text));
        }

        private static TypeConversionException wrong(String text) {
            String formats =
                    Arrays.stream(Format.values())
                            .map(Format::toString)
                            .collect(Collectors.joining(", "));
            return new TypeConversionException(text + " is not one of " + formats);
        }
    }
}
