package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.render.ReaderGoneException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What an exception becomes: a line and an exit code. A stack trace only for our own bugs. */
final class Errors {
    private static final int OUR_BUG = 1;
    private static final int WRONG_USAGE = 2;

    private Errors() {}

    static int usage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String message =
                e instanceof UnmatchedArgumentException unmatched
                        ? unmatched(unmatched)
                        : e.getMessage();
        print(command, message + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        return WRONG_USAGE;
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String argument = e.getUnmatched().get(0);
        boolean root = e.getCommandLine().getParent() == null;
        if (root && Files.exists(Path.of(argument))) {
            return "name a report before the trace, as in: skbtrail summary " + argument;
        }
        String what =
                argument.startsWith("-")
                        ? "no option "
                        : root ? "no report or command " : "too many arguments: ";
        List<String> suggestions = e.getSuggestions();
        return what
                + argument
                + (suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?");
    }

    static int execution(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof UserException user) {
            print(command, user.getMessage());
            return user.blame().exitCode();
        }
        if (e instanceof ReaderGoneException) {
            return 0;
        }
        e.printStackTrace(command.getErr());
        return OUR_BUG;
    }

    private static void print(CommandLine command, String message) {
        command.getErr().println("skbtrail: " + message);
    }
}
