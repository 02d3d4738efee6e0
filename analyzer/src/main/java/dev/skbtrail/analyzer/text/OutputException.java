package dev.skbtrail.analyzer.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Standard output can no longer be written. */
public final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

    OutputException(IOException cause) {
        super("standard output: " + cause.getMessage(), cause);
    }

    /** The error reported by the system. */
    IOException cause() {
        return (IOException) getCause();
    }

    /**
     * Whether the reader of the output has exited ({@code | head}). Then nothing is left to do and
     * there is nothing to report. The system's message may be localized, so on Linux the type of
     * standard output decides: a write to a pipe fails for no other reason.
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
