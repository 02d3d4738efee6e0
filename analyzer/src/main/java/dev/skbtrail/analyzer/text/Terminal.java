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
     * sequences, and its lines, when long results may be read in a pager.
     *
     * @param pager may there be one?
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

    /** Standard error alone, for a line that says how far the work is. */
    public static Printer messages() {
        return Printer.ofMessages(stream(FileDescriptor.err));
    }

    /**
     * Lets a command print into a file or the like: as to a pipe, without colors.
     *
     * @return what the command returned
     * @throws IOException when the stream takes nothing more
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
