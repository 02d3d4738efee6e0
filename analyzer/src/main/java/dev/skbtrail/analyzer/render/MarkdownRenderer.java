package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.trace.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A GitHub table with the same text as {@link TableRenderer}. */
final class MarkdownRenderer implements Renderer {
    private final Terminal terminal;

    MarkdownRenderer(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void head(Heading heading) {
        terminal.out().println("### " + heading.title());
        terminal.out().println();
        for (String note : heading.notes()) {
            terminal.out().println(escaped(note));
            terminal.out().println();
        }
    }

    @Override
    public void remark(String text) {
        terminal.out().println(text);
    }

    @Override
    public long rows(List<Column> columns, Rows rows) throws SQLException {
        Output output = new Output(terminal.out());
        long count = 0;
        while (rows.next()) {
            if (count++ == 0) {
                output.line(line(Cells.names(rows)));
                output.line(rule(rows));
            }
            output.line(line(Cells.row(columns, rows)));
        }
        return count;
    }

    private static String rule(Rows rows) {
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < rows.width(); i++) {
            rules.add(rows.isNumber(i) ? "---:" : "---");
        }
        return "| " + String.join(" | ", rules) + " |";
    }

    private static String line(String[] cells) {
        StringBuilder line = new StringBuilder("|");
        for (String cell : cells) {
            line.append(' ').append(escaped(cell)).append(" |");
        }
        return line.toString();
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*|<>\\[\\]])", "\\\\$1");
    }
}
