package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.trace.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** RFC 4180 with a header line; NULL is an empty field. */
final class CsvRenderer implements Renderer {
    private final Terminal terminal;

    CsvRenderer(Terminal terminal) {
        this.terminal = terminal;
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
        List<String> names = new ArrayList<>();
        for (String name : Cells.names(rows)) {
            names.add(quoted(name));
        }
        output.line(String.join(",", names));
        long count = 0;
        while (rows.next()) {
            output.line(line(rows));
            count++;
        }
        return count;
    }

    private static String line(Rows rows) throws SQLException {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < rows.width(); i++) {
            Object value = rows.value(i);
            fields.add(value == null ? "" : quoted(Cells.printable(value.toString())));
        }
        return String.join(",", fields);
    }

    private static String quoted(String text) {
        boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0 && !text.isEmpty();
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
