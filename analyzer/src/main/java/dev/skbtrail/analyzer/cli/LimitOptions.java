package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.trace.Limits;
import picocli.CommandLine.Option;

/** The resources that reading traces may use. */
final class LimitOptions {
    private static final int MOST_THREADS = 256;

    @Option(
            names = "--memory-limit",
            paramLabel = "SIZE",
            converter = MemorySize.class,
            description =
                    "Memory for the query, as in 1GB (default 1GB); what does not fit goes to a"
                            + " file.")
    private String memory;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Threads.class,
            description = "Threads for the query; one for each processor when not given.")
    private long threads;

    Limits limits() {
        return new Limits(memory, (int) threads);
    }

    static final class Threads extends WholeNumber {
        Threads() {
            super(1, MOST_THREADS);
        }
    }
}
