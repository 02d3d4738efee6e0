package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.text.NewFile;
import dev.skbtrail.analyzer.text.Terminal;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Option;

/** Where a command prints its result: standard output or a file. */
final class ResultOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the result into this file. Only its owner may read it.")
    private Path output;

    @Option(names = "--force", description = "Overwrite the file if it exists.")
    private boolean force;

    /**
     * Runs a command. A result file is either complete or absent; messages still go to standard
     * error.
     *
     * @return what the command returned
     */
    int of(Terminal terminal, ToIntFunction<Terminal> command) {
        if (output == null || output.equals(FileOptions.STANDARD_OUTPUT)) {
            return command.applyAsInt(terminal);
        }
        int[] exitCode = new int[1];
        NewFile.Replace replace = force ? NewFile.Replace.RESULTS : NewFile.Replace.NOTHING;
        NewFile.write(output, replace, to -> exitCode[0] = terminal.printTo(to, command));
        return exitCode[0];
    }
}
