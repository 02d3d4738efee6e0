package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The trace that a command reads, and the resources that reading may use. */
final class TraceOptions {
    @Parameters(
            index = "0",
            paramLabel = "TRACE",
            description = "File that skbtrail-record wrote, or a directory of such files.")
    private Path trace;

    @Mixin private LimitOptions limits;

    /** The trace as the user named it. */
    String name() {
        return trace.toString();
    }

    /**
     * The traces as the user named them.
     *
     * @param more traces besides the first
     */
    List<String> names(List<Path> more) {
        return Stream.concat(Stream.of(trace), more.stream()).map(Path::toString).toList();
    }

    TraceDatabase open() {
        return open(List.of());
    }

    /**
     * @param more traces to read together with the first
     */
    TraceDatabase open(List<Path> more) {
        return TraceDatabase.open(files(more), limits());
    }

    /** The files that these names refer to. */
    List<TraceFile> files(List<Path> more) {
        return TraceFile.find(Stream.concat(Stream.of(trace), more.stream()).toList());
    }

    /** The resources that reading may use. */
    Limits limits() {
        return limits.limits();
    }
}
