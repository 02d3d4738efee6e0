package dev.skbtrail.analyzer.shell;

import dev.skbtrail.analyzer.text.ReaderGone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Shows results longer than the screen in a pager; shorter ones are printed directly. The pager
 * starts with the first page, while the query is still running.
 */
final class Pager extends OutputStream {
    /**
     * The same as git uses: quit if one page suffices, keep colours, leave the page on the screen.
     */
    private static final String LESS_OPTIONS = "FRX";

    private final OutputStream screen;
    private final int rows;
    private final List<String> command;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private int lines;
    private Process process;
    private OutputStream to;

    /**
     * @param screen for output that fits
     * @param rows height of the screen
     * @param command the pager and its arguments
     */
    Pager(OutputStream screen, int rows, List<String> command) {
        this.screen = screen;
        this.rows = rows;
        this.command = command;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (to != null) {
            hand(bytes, from, length);
            return;
        }
        held.write(bytes, from, length);
        for (int i = from; i < from + length; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        if (lines >= rows) {
            start();
            hand(held.toByteArray(), 0, held.size());
        }
    }

    /** Starts the pager; falls back to the screen if there is no such program. */
    private void start() {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putIfAbsent("LESS", LESS_OPTIONS);
        builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            process = builder.start();
            to = process.getOutputStream();
        } catch (IOException e) {
            to = screen;
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

    /** Waits until the user has left the pager. */
    @Override
    public void close() throws IOException {
        if (process == null) {
            if (to == null) {
                held.writeTo(screen);
            }
            screen.flush();
            return;
        }
        try {
            to.close();
        } catch (IOException e) {
            // The user left the pager before the end.
            held.reset();
        }
        boolean ended = false;
        while (!ended) {
            try {
                process.waitFor();
                ended = true;
            } catch (InterruptedException e) {
                // Ctrl-C was meant for the pager, which keeps running.
                ended = !process.isAlive();
            }
        }
    }
}
