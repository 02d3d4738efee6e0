package dev.skbtrail.analyzer.shell;

import java.io.OutputStream;
import java.util.List;

/** Where the commands of a shell come from, and where results go. */
interface Console extends AutoCloseable {
    /** Does somebody sit before it? Else it is a script. */
    boolean interactive();

    /** The next command or statement, which may have several lines; null at the end. */
    String next(String prompt);

    /** What came before, oldest first. */
    List<String> history();

    /**
     * Takes the results of one command, and is closed after it.
     *
     * @param paged may the user leaf through them?
     */
    OutputStream results(boolean paged);

    /** Columns that a table may take; 0 when it is not known. */
    int width();

    @Override
    void close();
}
