package dev.skbtrail.analyzer.shell;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.text.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads commands from a pipe or a file, without prompt, colours and pager. */
final class Script implements Console {
    private final BufferedReader lines;
    private final Terminal terminal;
    private final List<String> history = new ArrayList<>();

    Script(InputStream input, Terminal terminal) {
        this.lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        this.terminal = terminal;
    }

    @Override
    public boolean interactive() {
        return false;
    }

    /** The semicolon after the last statement is optional. */
    @Override
    public String next(String prompt) {
        String text = line();
        if (text != null && Sql.is(text)) {
            StringBuilder sql = new StringBuilder(text);
            while (Sql.statement(sql.toString()).isEmpty()) {
                String more = line();
                sql.append('\n').append(more == null ? ";" : more);
                if (more == null) {
                    break;
                }
            }
            text = sql.toString();
        }
        if (text != null) {
            history.add(text);
        }
        return text;
    }

    private String line() {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw UserException.data("standard input: " + e.getMessage());
        }
    }

    @Override
    public List<String> history() {
        return history;
    }

    @Override
    public OutputStream results(boolean paged) {
        return terminal.out().bytes();
    }

    @Override
    public int width() {
        return 0;
    }

    @Override
    public void close() {}
}
