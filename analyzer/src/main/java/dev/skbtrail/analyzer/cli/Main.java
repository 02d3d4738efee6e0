package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.text.OutputException;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.util.List;
import java.util.Locale;

/** The program {@code skbtrail}. */
public final class Main {
    private Main() {}

    /** Runs one command on the process's own streams and ends the process with its exit code. */
    public static void main(String[] args) {
        // Libraries then format the same way on every machine, too.
        Locale.setDefault(Locale.ROOT);
        if (args.length > 1) {
            TraceDatabase.warmUp();
        }
        System.exit(run(args, Terminal.ofProcess(!List.of(args).contains(RootCommand.NO_PAGER))));
    }

    /**
     * Runs one command.
     *
     * @return 0 on success, 1 if the data or the machine is at fault, 2 if the command line is
     */
    static int run(String[] args, Terminal terminal) {
        Errors errors = new Errors(terminal);
        int exitCode;
        try {
            exitCode = CommandTree.create(args, terminal, errors).execute(args);
            terminal.out().end();
        } catch (UserException | OutputException e) {
            // From loading the user's own reports or flushing the last lines; errors of a command
            // are already handled.
            exitCode = errors.exitCode(e);
        }
        return exitCode == 0 && terminal.err().failed() ? Errors.DATA : exitCode;
    }
}
