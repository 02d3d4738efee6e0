package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.shell.Commands;
import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.nio.file.Path;
import java.util.List;

/** The commands of {@code skbtrail shell}. */
public final class Shells {
    private Shells() {}

    /** Opens a trace. */
    public static Commands open(Path trace) {
        List<TraceFile> files = TraceFile.find(List.of(trace));
        return new OpenShell(Library.load(), trace.toString(), files, new Limits(null, 1));
    }
}
