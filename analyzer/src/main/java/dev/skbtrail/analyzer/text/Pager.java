package dev.skbtrail.analyzer.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A terminal whose long texts are read in a pager. What fits on the screen waits for {@link
 * #close}, and is then printed there; from the first line on that does not fit, all goes to the
 * pager, and messages wait until the user leaves it.
 */
final class Pager extends OutputStream {
    private final OutputStream screen;
    private final OutputStream errors;
    private final int rows;
    private final List<String> command;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
    private int lines;
    private OutputStream to;
    private Process process;
    private volatile boolean whole;

    /**
     * @param rows lines of the screen
     * @param command the pager and its arguments
     */
    Pager(OutputStream screen, OutputStream errors, int rows, List<String> command) {
        this.screen = screen;
        this.errors = errors;
        this.rows = rows;
        this.command = command;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        if (to != null) {
            hand(bytes, from, length);
            return;
        }
        text.write(bytes, from, length);
        for (int i = from; i < from + length; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        if (lines >= rows) {
            to = start();
            hand(text.toByteArray(), 0, text.size());
        }
    }

    private void hand(byte[] bytes, int from, int length) throws IOException {
        try {
            to.write(bytes, from, length);
            to.flush();
        } catch (IOException e) {
            throw process == null ? e : new ReaderGone(e);
        }
    }

    /** Where there is no such program, the screen has to do. */
    private OutputStream start() {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        // less: stay away where one screen will do, show colors, leave the text on the screen.
        builder.environment().putIfAbsent("LESS", "FRX");
        try {
            process = builder.start();
        } catch (IOException e) {
            return screen;
        }
        // Ctrl-C is for the pager, too, which does not end by it: the terminal is still its own.
        Runtime.getRuntime().addShutdownHook(new Thread(this::await));
        process.onExit().thenRun(this::left);
        return process.getOutputStream();
    }

    /** Nobody wants the rest, however long it would take. */
    private void left() {
        if (!whole) {
            System.exit(0);
        }
    }

    private void await() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Prints what fits on the screen, or waits until the user has left the pager. */
    @Override
    public void close() throws IOException {
        whole = true;
        if (to == null) {
            text.writeTo(screen);
            text.reset();
        }
        if (process != null) {
            end();
            messages.writeTo(errors);
            messages.reset();
        }
    }

    private void end() {
        try {
            to.close();
        } catch (IOException e) {
            // The user has left it already.
            return;
        } finally {
            await();
        }
    }

    /** Standard error, but not beside the pager. */
    OutputStream messages() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                boolean beside = process != null && process.isAlive();
                (beside ? messages : errors).write(bytes, from, length);
            }
        };
    }
}
