package dev.skbtrail.analyzer.render;

import java.io.PrintStream;

/**
 * Lines of a long result. Stops the program's work when nobody reads them any more ({@code |
 * head}).
 */
final class Output {
    private static final int LINES_BETWEEN_CHECKS = 1024;

    private final PrintStream out;
    private long lines;

    Output(PrintStream out) {
        this.out = out;
    }

    void line(String text) {
        out.print(text);
        out.print('\n');
        if (++lines % LINES_BETWEEN_CHECKS == 0 && out.checkError()) {
            throw new ReaderGoneException();
        }
    }
}
