package dev.skbtrail.analyzer.shell;

import java.io.OutputStream;
import java.util.List;

/** The source of a shell's commands and the destination of its results. */
interface Console extends AutoCloseable {
    /** Whether a user types the commands; otherwise they come from a script. */
    boolean interactive();

    /** The next command or statement, possibly of several lines; null at the end. */
    String next(String prompt);

    /** Earlier input, oldest first. */
    List<String> history();

    /**
     * Receives the results of one command; closed after it.
     *
     * @param paged whether a pager may be used
     */
    OutputStream results(boolean paged);

    /** Width available for a table, in columns; 0 if unknown. */
    int width();

    @Override
    void close();
}
