package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.text.DisplayWidth;
import dev.skbtrail.analyzer.text.Paragraph;
import dev.skbtrail.analyzer.text.Printable;
import dev.skbtrail.analyzer.text.Style;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Aligned columns. Widths are computed from the first rows only, so that a long result does not
 * have to fit into memory.
 */
final class TableRenderer implements Renderer {
    private static final int MEASURED_ROWS = 10_000;
    private static final String INDENT = "    ";

    private final Terminal terminal;

    TableRenderer(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void head(Heading heading) {
        paragraph(Style.BOLD, heading.title());
        Style style = heading.completeness().complete() ? Style.PLAIN : Style.RED;
        heading.notes().forEach(note -> paragraph(style, note));
        terminal.out().line("");
    }

    @Override
    public void remark(String text) {
        paragraph(Style.PLAIN, text);
    }

    private void paragraph(Style style, String text) {
        Paragraph.hanging(Printable.of(text), terminal.sentenceWidth(), INDENT)
                .forEach(line -> terminal.out().line(style, line));
    }

    @Override
    public long rows(List<Column> columns, Rows rows) throws SQLException {
        boolean[] numeric = numeric(rows);
        String[] names = Cells.names(rows);
        List<String[]> measured = new ArrayList<>();
        measured.add(names);
        while (measured.size() <= MEASURED_ROWS && rows.next()) {
            measured.add(Cells.row(columns, rows));
        }
        long count = measured.size() - 1;
        if (count == 0) {
            return 0;
        }
        Layout layout = Layout.of(measured, numeric, terminal.width());
        blankRepeated(columns, measured);
        printHeader(layout, names);
        measured.subList(1, measured.size()).forEach(row -> print(layout.lines(row)));
        if (count == MEASURED_ROWS) {
            while (rows.next()) {
                print(layout.lines(Cells.row(columns, rows)));
                count++;
            }
        }
        return count;
    }

    private static boolean[] numeric(Rows rows) {
        boolean[] numeric = new boolean[rows.width()];
        for (int i = 0; i < numeric.length; i++) {
            numeric[i] = rows.isNumber(i);
        }
        return numeric;
    }

    private static void blankRepeated(List<Column> columns, List<String[]> rows) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).unit() == Unit.GROUP) {
                for (int row = rows.size() - 1; row > 1; row--) {
                    if (rows.get(row)[i].equals(rows.get(row - 1)[i])) {
                        rows.get(row)[i] = "";
                    }
                }
            }
        }
    }

    private void printHeader(Layout layout, String[] names) {
        List<String> lines = layout.lines(names);
        lines.forEach(line -> terminal.out().line(Style.BOLD, line));
        terminal.out().line("-".repeat(lines.stream().mapToInt(DisplayWidth::of).max().orElse(0)));
    }

    private void print(List<String> lines) {
        lines.forEach(terminal.out()::line);
    }
}
