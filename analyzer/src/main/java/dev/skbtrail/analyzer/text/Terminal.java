package dev.skbtrail.analyzer.text;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The destinations of output.
 *
 * @param out results
 * @param err everything else
 * @param width width available for a table, in columns
 */
public record Terminal(Printer out, Printer err, int width) {
    /** Width if the output is not a terminal. */
    public static final int PIPE_WIDTH = 100;

    /**
     * The process's own streams, also used for what libraries print. bin/skbtrail sets the
     * properties: the terminal's width if standard output is one, whether it supports escape
     * sequences, and its height if a pager may be used.
     *
     * @param pager whether a pager is allowed
     */
    public static Terminal ofProcess(boolean pager) {
        int columns = Integer.getInteger("skbtrail.columns", 0);
        boolean color = Boolean.getBoolean("skbtrail.color");
        OutputStream results = stream(FileDescriptor.out);
        OutputStream messages = stream(FileDescriptor.err);
        int rows = pager ? Integer.getInteger("skbtrail.rows", 0) : 0;
        List<String> command = rows > 0 ? PagerCommand.of(System.getenv()) : List.of();
        if (!command.isEmpty()) {
            Pager paged = new Pager(results, messages, rows, command);
            results = paged;
            messages = paged.messages();
        }
        Printer out = Printer.ofResults(results, color);
        Printer err = Printer.ofMessages(messages);
        System.setOut(new PrintStream(out.stream(), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err.stream(), true, StandardCharsets.UTF_8));
        return new Terminal(out, err, columns > 0 ? columns : PIPE_WIDTH);
    }

    private static OutputStream stream(FileDescriptor descriptor) {
        return new FileOutputStream(descriptor);
    }

    /** Standard error only, for a progress line. */
    public static Printer messages() {
        return Printer.ofMessages(stream(FileDescriptor.err));
    }

    /**
     * Runs a command with its output redirected, for example to a file: without colors, as to a
     * pipe.
     *
     * @return what the command returned
     * @throws IOException when the stream cannot be written
     */
    public int printTo(OutputStream to, ToIntFunction<Terminal> command) throws IOException {
        Printer printer = Printer.ofResults(to, false);
        try {
            int exitCode = command.applyAsInt(new Terminal(printer, err, PIPE_WIDTH));
            printer.flush();
            return exitCode;
        } catch (OutputException e) {
            throw e.cause();
        }
    }

    /** Width available for a sentence; unlimited if the output may be searched by a program. */
    public int sentenceWidth() {
        return width == PIPE_WIDTH ? Integer.MAX_VALUE : width;
    }

    /** The same terminal with another width; 0 leaves it unchanged. */
    public Terminal withWidth(int columns) {
        return columns == 0 ? this : new Terminal(out, err, columns);
    }

    /**
     * The same terminal with results redirected.
     *
     * @param color whether results may be coloured, if they could be before
     */
    public Terminal onto(OutputStream results, boolean color) {
        return new Terminal(out.onto(results, color), err, width);
    }
}
