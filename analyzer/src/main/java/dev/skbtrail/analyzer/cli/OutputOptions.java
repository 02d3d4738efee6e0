package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.render.Renderer;
import dev.skbtrail.analyzer.text.Terminal;
import picocli.CommandLine.Option;

/** How a command shows its rows. */
final class OutputOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--width",
            paramLabel = "COLUMNS",
            description = "Width of a table; that of the terminal, or 100, when not given.")
    private int width;

    @Option(
            names = "--raw",
            description =
                    "CSV: leave text that a spreadsheet would run (=1+1) without the ' before it.")
    private boolean raw;

    Renderer renderer(Terminal terminal) {
        return format.renderer(terminal.withWidth(width), raw);
    }
}
