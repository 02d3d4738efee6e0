package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.trace.Rows;
import java.sql.SQLException;
import java.util.List;

/** One JSON object a line, made by DuckDB. */
final class JsonRenderer implements Renderer {
    private final Terminal terminal;

    JsonRenderer(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public String query(String sql) {
        String select = sql.strip();
        while (select.endsWith(";")) {
            select = select.substring(0, select.length() - 1).strip();
        }
        // The line break ends a comment in the last line.
        return "SELECT to_json(line) FROM (\n" + select + "\n) AS line";
    }

    @Override
    public void head(Heading heading) {
        heading.notes().forEach(terminal.err()::println);
    }

    @Override
    public void remark(String text) {
        terminal.err().println(text);
    }

    @Override
    public long rows(List<Column> columns, Rows rows) throws SQLException {
        Output output = new Output(terminal.out());
        long count = 0;
        while (rows.next()) {
            output.line(String.valueOf(rows.value(0)));
            count++;
        }
        return count;
    }
}
