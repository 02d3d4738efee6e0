package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.render.Renderer;
import dev.skbtrail.analyzer.text.Terminal;
import picocli.CommandLine.Option;

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

    /** Whether the format is meant for reading on a terminal. */
    boolean isTable() {
        return format == Format.TABLE;
    }

    static final class Width extends WholeNumber {
        Width() {
            super(LEAST_WIDTH, MOST_WIDTH);
        }
    }

    static final class FormatName extends WordOf<Format> {
        FormatName() {
            super(Format.class);
        }
    }
}
