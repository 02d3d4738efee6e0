package dev.skbtrail.analyzer.shell;

import dev.skbtrail.analyzer.text.ReaderGone;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Results that are longer than the screen, to leaf through. Shorter ones stay on the screen. The
 * program begins with the first page, while the query still runs.
 */
final class Pager extends OutputStream {
    /** As git starts it: gone at the end of one page, colours, and the page stays on the screen. */
    private static final String LESS_OPTIONS = "FRX";

    private final OutputStream screen;
    private final int rows;
    private final String program;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private int lines;
    private Process process;
    private OutputStream to;

    /**
     * @param screen for what fits
     * @param rows that the screen has
     * @param program as the shell runs it
     */
    Pager(OutputStream screen, int rows, String program) {
        this.screen = screen;
        this.rows = rows;
        this.program = program;
    }

    /** The user's program, else less where it is installed. */
    static Optional<String> program(Map<String, String> environment) {
        String own = environment.get("PAGER");
        if (own != null && !own.isBlank()) {
            return Optional.of(own);
        }
        for (String directory : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(directory, "less"))) {
                return Optional.of("less");
            }
        }
        return Optional.empty();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (process != null) {
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

    private void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", program);
        builder.environment().putIfAbsent("LESS", LESS_OPTIONS);
        builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        process = builder.start();
        to = process.getOutputStream();
    }

    private void hand(byte[] bytes, int from, int length) throws IOException {
        try {
            to.write(bytes, from, length);
            to.flush();
        } catch (IOException e) {
            throw new ReaderGone(e);
        }
    }

    /** Ends when the user has seen enough. */
    @Override
    public void close() throws IOException {
        if (process == null) {
            held.writeTo(screen);
            screen.flush();
            return;
        }
        try {
            to.close();
        } catch (IOException e) {
            // The user left before the end.
            held.reset();
        }
        boolean ended = false;
        while (!ended) {
            try {
                process.waitFor();
                ended = true;
            } catch (InterruptedException e) {
                // Ctrl-C is for the program, which stays.
                ended = !process.isAlive();
            }
        }
    }
}
