package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Nested;
import dev.skbtrail.analyzer.text.Printable;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.Rows;
import java.sql.SQLException;
import java.util.List;

/** One JSON object per line, produced by DuckDB. */
final class JsonRenderer implements Renderer {
    private final Terminal terminal;

    JsonRenderer(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public String query(String sql) {
        return "SELECT to_json(line) FROM " + Nested.of(sql) + " AS line";
    }

    @Override
    public void head(Heading heading) {
        heading.notes().forEach(terminal.err()::line);
    }

    @Override
    public void remark(String text) {
        terminal.err().line(text);
    }

    @Override
    public long rows(List<Column> columns, Rows rows) throws SQLException {
        long count = 0;
        while (rows.next()) {
            terminal.out().line(Printable.json(String.valueOf(rows.value(0))));
            count++;
        }
        return count;
    }
}
