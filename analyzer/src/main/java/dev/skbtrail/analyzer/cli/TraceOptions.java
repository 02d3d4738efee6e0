package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The trace that a command reads, and what reading may take. */
final class TraceOptions {
    @Parameters(index = "0", paramLabel = "TRACE", description = "File that skbtrail-record wrote.")
    private Path trace;

    @Option(
            names = "--memory-limit",
            paramLabel = "SIZE",
            description = "Memory for the query, as in 1GB; what does not fit goes to a file.")
    private String memory;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads for the query; one for each processor when not given.")
    private int threads;

    TraceDatabase open() {
        return TraceDatabase.open(new TraceFile(trace), new Limits(memory, threads));
    }
}
