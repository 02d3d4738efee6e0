package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The trace that a command reads, and what reading may take. */
final class TraceOptions {
    private static final int MOST_THREADS = 256;

    @Parameters(
            index = "0",
            paramLabel = "TRACE",
            description = "File that skbtrail-record wrote, or a directory of such files.")
    private Path trace;

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

    /** As the user named it. */
    String name() {
        return trace.toString();
    }

    TraceDatabase open() {
        return open(List.of());
    }

    /**
     * @param more traces that are read together with the first
     */
    TraceDatabase open(List<Path> more) {
        return TraceDatabase.open(files(more), limits());
    }

    /** The files that are meant. */
    List<TraceFile> files(List<Path> more) {
        return TraceFile.find(Stream.concat(Stream.of(trace), more.stream()).toList());
    }

    /** What reading may take. */
    Limits limits() {
        return new Limits(memory, (int) threads);
    }

    static final class Threads extends WholeNumber {
        Threads() {
            super(1, MOST_THREADS);
        }
    }
}
