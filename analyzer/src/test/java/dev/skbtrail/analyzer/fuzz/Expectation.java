package dev.skbtrail.analyzer.fuzz;

/** What a report may say about a file. */
enum Expectation {
    /** The same as about the file that it was made of, or that something is wrong. */
    SAME,
    /** Anything but that it is complete. */
    INCOMPLETE,
    /** Anything. */
    ANY
}
