package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.parquet.TraceRecovery;
import dev.skbtrail.recorder.recording.PartName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Recovers traces from the leftovers of recordings that were cut short. */
@Command(
        name = "recover",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a trace of what a recording left that was cut short: by kill -9, a power cut or a"
                    + " lack of memory. All is in it but the last seconds.",
            "Exit code: 0 when all there was became traces, else 1."
        },
        footer = {
            "",
            "Examples:",
            "  sudo skbtrail-record recover t.parquet",
            "  sudo skbtrail-record recover /var/tmp"
        })
final class RecoverCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "TRACE|DIRECTORY",
            defaultValue = ".",
            description =
                    "The trace that was to be written (with --rotate: what -o named), its directory"
                            + " TRACE.partial, or a directory with any number of them. Default: the"
                            + " current one.")
    private Path path;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Another name for the trace.")
    private Path output;

    @Option(
            names = "--force",
            description = "Replace an existing trace. Other files are never replaced.")
    private boolean force;

    @Override
    public Integer call() {
        List<Path> partials = partials();
        if (output != null && partials.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "-o names one trace, and there are %,d in %s: name one of them"
                            .formatted(partials.size(), path));
        }
        int refused = 0;
        for (Path partial : partials) {
            refused += recover(partial) ? 0 : 1;
        }
        return refused == 0 ? 0 : 1;
    }

    /** A recording that is still running must not keep the others from being recovered. */
    private boolean recover(Path partial) {
        Path target = output == null ? TraceRecovery.targetOf(partial) : output;
        try {
            long rows = TraceRecovery.recover(partial, target, force, "the recorder died");
            spec.commandLine().getOut().printf("%s: %,d rows recovered%n", target, rows);
            return true;
        } catch (UserException e) {
            spec.commandLine().getErr().printf("%s: %s%n", CommandTree.NAME, e.getMessage());
            return false;
        }
    }

    private List<Path> partials() {
        if (TraceRecovery.isPartial(path)) {
            return List.of(path);
        }
        Path partial = TraceRecovery.partialOf(path);
        if (TraceRecovery.isPartial(partial)) {
            return List.of(partial);
        }
        List<Path> all =
                Files.isDirectory(path) ? TraceRecovery.partialsIn(path) : partialsOfParts();
        if (all.isEmpty()) {
            throw new UserException(
                    "nothing to recover: there is neither %s nor another *.partial in %s"
                            .formatted(partial, path));
        }
        return all;
    }

    /** What a recording with --rotate left. */
    private List<Path> partialsOfParts() {
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        return TraceRecovery.partialsIn(directory).stream()
                .filter(partial -> PartName.isPart(TraceRecovery.targetOf(partial), path))
                .toList();
    }
}
