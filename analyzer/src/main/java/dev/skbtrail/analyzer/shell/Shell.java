package dev.skbtrail.analyzer.shell;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.text.OutputException;
import dev.skbtrail.analyzer.text.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads and runs commands one by one. An error ends the command, not the shell. */
public final class Shell {
    private static final int LONGEST_FILTER = 40;
    private static final double NS_PER_MS = 1e6;

    private final Commands commands;
    private final Terminal terminal;
    private final Console console;
    private final BuiltIn builtIn;
    private int exitCode;

    Shell(Commands commands, Terminal terminal, Console console) {
        this.commands = commands;
        this.terminal = terminal;
        this.console = console;
        this.builtIn = new BuiltIn(commands, console);
    }

    /**
     * Runs the commands of a script.
     *
     * @return 0, or 1 if one of them failed
     */
    public static int script(Commands commands, Terminal terminal, InputStream input) {
        try (Console console = new Script(input, terminal)) {
            return new Shell(commands, terminal, console).run();
        }
    }

    /**
     * Runs what a user types on the terminal of this process.
     *
     * @return always 0
     */
    public static int interactive(Commands commands, Terminal terminal) {
        try (Console console = LineEditor.open(terminal, commands, history(terminal))) {
            new Shell(commands, terminal, console).run();
            return 0;
        }
    }

    private static Optional<Path> history(Terminal terminal) {
        try {
            return Optional.of(HistoryFile.of(System.getenv(), System.getProperty("user.home")));
        } catch (UserException e) {
            terminal.err().line(e.getMessage());
            return Optional.empty();
        }
    }

    int run() {
        if (console.interactive()) {
            terminal.out().line(commands.trace() + ": " + commands.state());
            terminal.out().line("help says what to type, quit or Ctrl-D ends.");
            terminal.out().flush();
        }
        String text = console.next(prompt());
        while (text != null && !isEnd(text)) {
            if (!isBlank(text)) {
                execute(text);
            }
            text = console.next(prompt());
        }
        return exitCode;
    }

    private static boolean isEnd(String text) {
        return List.of("quit", "exit").contains(text.strip());
    }

    /** Scripts may contain comments. */
    private static boolean isBlank(String text) {
        String line = text.strip();
        return line.isEmpty() || line.startsWith("--") || line.startsWith("#");
    }

    private String prompt() {
        String filter = commands.filter();
        String shown =
                filter.length() > LONGEST_FILTER
                        ? filter.substring(0, LONGEST_FILTER) + "..."
                        : filter;
        return commands.trace() + (shown.isEmpty() ? "" : " [" + shown + "]") + "> ";
    }

    private void execute(String text) {
        long begin = System.nanoTime();
        int code;
        try (OutputStream results = console.results(builtIn.paged())) {
            code = execute(text, results);
        } catch (OutputException e) {
            if (!console.interactive() || !e.readerGone()) {
                throw e;
            }
            // The user has left the pager.
            code = 0;
        } catch (IOException e) {
            throw UserException.data("standard output: " + e.getMessage());
        }
        exitCode = code == 0 ? exitCode : 1;
        if (builtIn.timed()) {
            double ms = (System.nanoTime() - begin) / NS_PER_MS;
            terminal.err().line(String.format(Locale.ROOT, "time %,.0f ms", ms));
        }
    }

    private int execute(String text, OutputStream results) {
        Terminal shown = terminal.onto(results, console.interactive()).withWidth(console.width());
        int code;
        try {
            code =
                    Sql.is(text)
                            ? commands.run(List.of("sql", Sql.statement(text).orElse(text)), shown)
                            : builtIn.run(text, shown);
        } catch (UserException e) {
            terminal.err().line(e.getMessage());
            code = e.blame().exitCode();
        }
        shown.out().flush();
        return code;
    }
}
