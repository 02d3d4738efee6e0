package dev.skbtrail.analyzer.shell;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.text.PagerCommand;
import dev.skbtrail.analyzer.text.Printable;
import dev.skbtrail.analyzer.text.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.TerminalBuilder;

/** Reads commands that a user types on a terminal. */
final class LineEditor implements Console {
    private static final int LINES_IN_FILE = 2_000;

    /** Prompt of continuation lines of SQL, padded to the width of the first prompt. */
    private static final String MORE = "%P > ";

    private final org.jline.terminal.Terminal screen;
    private final Terminal terminal;
    private final LineReader reader;

    LineEditor(
            org.jline.terminal.Terminal screen,
            Terminal terminal,
            Commands commands,
            Optional<Path> history) {
        this.screen = screen;
        this.terminal = terminal;
        Completions completions = new Completions(commands);
        LineReaderBuilder builder =
                LineReaderBuilder.builder()
                        .terminal(screen)
                        .appName("skbtrail")
                        .parser(Typed.PARSER)
                        .completer(
                                (line, typed, candidates) ->
                                        add(
                                                completions.of(typed.words(), Sql.is(typed.line())),
                                                candidates))
                        .variable(LineReader.SECONDARY_PROMPT_PATTERN, MORE)
                        .variable(LineReader.HISTORY_FILE_SIZE, LINES_IN_FILE)
                        // In SQL, ! does not refer to the history.
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.CASE_INSENSITIVE, true);
        history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        this.reader = builder.build();
        screen.handle(org.jline.terminal.Terminal.Signal.INT, signal -> commands.cancel());
    }

    /**
     * Opens an editor on the terminal of the process.
     *
     * @throws UserException when there is none
     */
    static LineEditor open(Terminal terminal, Commands commands, Optional<Path> history) {
        try {
            return new LineEditor(
                    TerminalBuilder.builder().system(true).dumb(true).build(),
                    terminal,
                    commands,
                    history);
        } catch (IOException e) {
            throw UserException.data("terminal: " + e.getMessage());
        }
    }

    /** Keeps our order; JLine's own would put packet 10 before packet 2. */
    private static void add(List<String> texts, List<Candidate> candidates) {
        for (String text : texts) {
            candidates.add(
                    new Candidate(text, text, null, null, null, null, true, candidates.size() + 1));
        }
    }

    @Override
    public boolean interactive() {
        return true;
    }

    /** Ctrl-C discards the line, Ctrl-D leaves the shell. */
    @Override
    public String next(String prompt) {
        while (true) {
            try {
                return reader.readLine(Printable.of(prompt));
            } catch (UserInterruptException e) {
                continue;
            } catch (EndOfFileException e) {
                return null;
            }
        }
    }

    @Override
    public List<String> history() {
        return StreamSupport.stream(reader.getHistory().spliterator(), false)
                .map(History.Entry::line)
                .toList();
    }

    @Override
    public OutputStream results(boolean paged) {
        OutputStream output = terminal.out().bytes();
        List<String> command = PagerCommand.of(System.getenv());
        return paged && !command.isEmpty() && screen.getRows() > 1
                ? new Pager(output, screen.getRows() - 1, command)
                : output;
    }

    @Override
    public int width() {
        return screen.getColumns();
    }

    @Override
    public void close() {
        try {
            screen.close();
        } catch (IOException e) {
            throw UserException.data("terminal: " + e.getMessage());
        }
    }
}
