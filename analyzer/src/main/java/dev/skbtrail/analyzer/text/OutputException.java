package dev.skbtrail.analyzer.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Standard output takes nothing more. */
public final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

    OutputException(IOException cause) {
        super("standard output: " + cause.getMessage(), cause);
    }

    /** What the system said. */
    IOException cause() {
        return (IOException) getCause();
    }

    /**
     * Has the program that read it ended ({@code | head})? Then there is nothing more to do, and
     * nothing to complain about. The system's message may be in any language, so where Linux says
     * what standard output is, that counts: nothing else makes writing to a pipe fail.
     */
    public boolean readerGone() {
        if (getCause() instanceof ReaderGone) {
            return true;
        }
        try {
            String target = Files.readSymbolicLink(STANDARD_OUTPUT).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException e) {
            return getMessage().toLowerCase(Locale.ROOT).contains("pipe");
        }
    }
}
