package dev.skbtrail.analyzer.render;

import java.io.PrintStream;

/**
 * Where output goes.
 *
 * @param out results
 * @param err everything else
 * @param width columns that a table may take
 * @param color may escape sequences be used on {@code out}?
 */
public record Terminal(PrintStream out, PrintStream err, int width, boolean color) {
    private static final int PIPE_WIDTH = 100;

    /** Output that is no terminal. */
    public static Terminal plain(PrintStream out, PrintStream err) {
        return new Terminal(out, err, PIPE_WIDTH, false);
    }

    /** The same with another width; 0 changes nothing. */
    public Terminal withWidth(int columns) {
        return columns == 0 ? this : new Terminal(out, err, columns, color);
    }
}
