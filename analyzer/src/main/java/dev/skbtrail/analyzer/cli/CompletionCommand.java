package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.text.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code skbtrail completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Print a completion script for bash and zsh: source <(skbtrail completion)")
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec private CommandSpec spec;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().lines(AutoComplete.bash("skbtrail", spec.parent().commandLine()));
        return 0;
    }
}
