package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.text.Terminal;
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
        paragraph("### " + Markdown.escaped(heading.title()));
        heading.notes().forEach(note -> paragraph(Markdown.escaped(note)));
    }

    private void paragraph(String text) {
        terminal.out().line(text);
        terminal.out().line("");
    }

    @Override
    public void remark(String text) {
        terminal.out().line("");
        terminal.out().line(Markdown.escaped(text));
    }

    @Override
    public long rows(List<Column> columns, Rows rows) throws SQLException {
        long count = 0;
        while (rows.next()) {
            if (count++ == 0) {
                terminal.out().line(line(Cells.names(rows)));
                terminal.out().line(rule(rows));
            }
            terminal.out().line(line(Cells.row(columns, rows)));
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
            line.append(' ').append(Markdown.escaped(cell)).append(" |");
        }
        return line.toString();
    }
}
