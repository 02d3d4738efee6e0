package dev.skbtrail.analyzer.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Output to a terminal with a pager for long texts. Output that fits on the screen is held and
 * printed on {@link #close}. From the first line that no longer fits, everything goes to the pager,
 * and messages are held until the user leaves it.
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
     * @param rows height of the screen
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

    /** Starts the pager; falls back to the screen if there is no such program. */
    private OutputStream start() {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        // less: quit if one screen suffices, show colors, leave the text on the screen.
        builder.environment().putIfAbsent("LESS", "FRX");
        try {
            process = builder.start();
        } catch (IOException e) {
            return screen;
        }
        // Ctrl-C also reaches the pager, which survives it and still owns the terminal: wait for
        // it.
        Runtime.getRuntime().addShutdownHook(new Thread(this::await));
        process.onExit().thenRun(this::left);
        return process.getOutputStream();
    }

    /**
     * Exits when the user leaves the pager early: nobody reads the rest, however long it would
     * take.
     */
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
            // The user has already left the pager.
            return;
        } finally {
            await();
        }
    }

    /** Standard error, held back while the pager is running. */
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
