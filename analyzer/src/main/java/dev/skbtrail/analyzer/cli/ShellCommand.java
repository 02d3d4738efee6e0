package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.shell.Shell;
import dev.skbtrail.analyzer.text.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code skbtrail shell TRACE...}. */
@Command(
        name = "shell",
        mixinStandardHelpOptions = true,
        description = "Ask a trace one thing after the other; it stays open.",
        footer = {
            "",
            "Reports and explain run by their names, with the options that they have on the",
            "command line and without the trace. Filters that are set stay until they are",
            "cleared. SQL may have several lines; a semicolon ends it. Tab completes reports,",
            "options, columns, flows and packet numbers; help says the rest.",
            "",
            "Commands from a pipe or a file run as a script: the shell goes on after an error,",
            "and exits with 1 at the end when there was one.",
            "",
            "Examples:",
            "  skbtrail shell trace.parquet",
            "  echo 'show summary' | skbtrail shell trace.parquet"
        })
final class ShellCommand implements Callable<Integer> {
    private final Library library;
    private final Terminal terminal;

    @Mixin private TraceOptions trace;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TRACE", description = "More traces.")
    private List<Path> more = List.of();

    ShellCommand(Library library, Terminal terminal) {
        this.library = library;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (OpenShell open =
                new OpenShell(library, trace.name(), trace.files(more), trace.limits())) {
            return Boolean.getBoolean("skbtrail.interactive")
                    ? Shell.interactive(open, terminal)
                    : Shell.script(open, terminal, System.in);
        }
    }
}
