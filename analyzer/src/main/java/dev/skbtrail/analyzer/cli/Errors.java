package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.text.OutputException;
import dev.skbtrail.analyzer.text.Terminal;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns an exception into one line and an exit code. Only our own bugs print a stack trace. */
final class Errors {
    static final int DATA = 1;
    private static final int USAGE = 2;

    /** picocli's message when a converter rejects a value. */
    private static final Pattern INVALID =
            Pattern.compile(
                    "^Invalid value for (?:option '(-[a-z-]+)'[^:]*"
                            + "|positional parameter at index \\S+ \\(<?(.*?)>?\\)): ");

    private final Terminal terminal;
    private final boolean shell;

    Errors(Terminal terminal) {
        this(terminal, false);
    }

    private Errors(Terminal terminal, boolean shell) {
        this.terminal = terminal;
        this.shell = shell;
    }

    /** For commands that run in {@code skbtrail shell}. */
    static Errors ofShell(Terminal terminal) {
        return new Errors(terminal, true);
    }

    int usage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        if (e instanceof UnmatchedArgumentException unmatched && isTrace(unmatched)) {
            NextSteps.lines(unmatched.getUnmatched().get(0)).forEach(terminal.err()::line);
            return USAGE;
        }
        String more =
                !shell
                        ? command.getCommandSpec().qualifiedName() + " --help"
                        : command.getParent() == null ? "help" : "help " + command.getCommandName();
        print(message(e) + "; see " + more);
        return USAGE;
    }

    /** The error in our own words. */
    static String message(ParameterException e) {
        return e instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched)
                : INVALID.matcher(e.getMessage()).replaceFirst("$1$2: ");
    }

    /** Whether the argument is a trace where the name of a report was expected. */
    private boolean isTrace(UnmatchedArgumentException e) {
        return !shell
                && e.getCommandLine().getParent() == null
                && new File(e.getUnmatched().get(0)).exists();
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String argument = e.getUnmatched().get(0);
        boolean root = e.getCommandLine().getParent() == null;
        String what =
                argument.startsWith("-")
                        ? "no option "
                        : root ? "no report or command " : "too many arguments: ";
        List<String> suggestions = e.getSuggestions();
        return what
                + argument
                + (suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?");
    }

    /** Prints the error and returns the exit code. */
    int exitCode(Exception e) {
        if (e instanceof OutputException output) {
            return output(output);
        }
        // Discard output that is still buffered, so that no result appears above an error.
        String rest = terminal.out().discard() ? "" : "; what was printed before is not all";
        terminal.out().end();
        if (e instanceof UserException user) {
            print(user.getMessage() + rest);
            return user.blame().exitCode();
        }
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        terminal.err().lines(trace.toString());
        return DATA;
    }

    private int output(OutputException e) {
        if (e.readerGone()) {
            return 0;
        }
        print(e.getMessage());
        return DATA;
    }

    private void print(String message) {
        terminal.err().line((shell ? "" : "skbtrail: ") + message);
    }
}
