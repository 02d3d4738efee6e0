package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.TraceFile;
import dev.skbtrail.analyzer.trace.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code skbtrail verify TRACE...}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Check whether traces are as they were recorded: read every page.",
        footer = {
            "",
            "Compares each page with its checksum, and the least and greatest value and",
            "the number of missing ones that the footer names with all rows. Says what",
            "was checked, and each problem in a line; exits with 1 when there is one.",
            "Who changes a file on purpose can change its checksums too."
        })
final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private TraceOptions trace;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TRACE", description = "More traces.")
    private List<Path> more = List.of();

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        boolean good = true;
        for (TraceFile file : trace.files(more)) {
            Verification verification = Verification.of(file, trace.limits());
            terminal.out().line(file.path().toString());
            verification.checked().forEach(line -> terminal.out().line("  " + line));
            verification.problems().forEach(line -> terminal.out().line("  PROBLEM: " + line));
            if (verification.problems().isEmpty()) {
                terminal.out().line("  no problem found");
            } else {
                good = false;
            }
        }
        return good ? 0 : 1;
    }
}
