package dev.skbtrail.analyzer.text;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where output goes.
 *
 * @param out results
 * @param err everything else
 * @param width columns that a table may take
 */
public record Terminal(Printer out, Printer err, int width) {
    /** Width when the output is not a terminal. */
    public static final int PIPE_WIDTH = 100;

    /**
     * The process's own streams, also for what a library prints. bin/skbtrail sets the properties:
     * the width of the terminal, when standard output is one, and whether it takes escape
     * sequences.
     */
    public static Terminal ofProcess() {
        int columns = Integer.getInteger("skbtrail.columns", 0);
        boolean color = Boolean.getBoolean("skbtrail.color");
        Printer out = Printer.ofResults(stream(FileDescriptor.out), color);
        Printer err = Printer.ofMessages(stream(FileDescriptor.err));
        System.setOut(new PrintStream(out.stream(), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err.stream(), true, StandardCharsets.UTF_8));
        return new Terminal(out, err, columns > 0 ? columns : PIPE_WIDTH);
    }

    private static OutputStream stream(FileDescriptor descriptor) {
        return new FileOutputStream(descriptor);
    }

    /** Standard error alone, for a line that says how far the work is. */
    public static Printer messages() {
        return Printer.ofMessages(stream(FileDescriptor.err));
    }

    /** Columns that a sentence may take: all it needs where a program may look for it. */
    public int sentenceWidth() {
        return width == PIPE_WIDTH ? Integer.MAX_VALUE : width;
    }

    /** The same with another width; 0 changes nothing. */
    public Terminal withWidth(int columns) {
        return columns == 0 ? this : new Terminal(out, err, columns);
    }

    /**
     * The same with results going elsewhere.
     *
     * @param color may they have colour, if they could before?
     */
    public Terminal onto(OutputStream results, boolean color) {
        return new Terminal(out.onto(results, color), err, width);
    }
}
