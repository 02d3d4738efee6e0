package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.trace.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Aligned columns. Widths are those of the first rows, so that a long result does not have to fit
 * into memory.
 */
final class TableRenderer implements Renderer {
    private static final int MEASURED_ROWS = 10_000;
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String RESET = "\u001b[0m";

    private final Terminal terminal;

    TableRenderer(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void head(Heading heading) {
        terminal.out().println(styled(BOLD, heading.title()));
        boolean complete = heading.completeness().complete();
        heading.notes()
                .forEach(note -> terminal.out().println(complete ? note : styled(RED, note)));
        terminal.out().println();
    }

    @Override
    public void remark(String text) {
        terminal.out().println(text);
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
        printHeader(layout.lines(names, numeric));
        measured.subList(1, measured.size()).forEach(row -> print(layout.lines(row, numeric)));
        if (count == MEASURED_ROWS) {
            Output output = new Output(terminal.out());
            while (rows.next()) {
                layout.lines(Cells.row(columns, rows), numeric).forEach(output::line);
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

    private void printHeader(List<String> lines) {
        lines.forEach(line -> terminal.out().println(styled(BOLD, line)));
        char[] rule = new char[lines.stream().mapToInt(String::length).max().orElse(0)];
        Arrays.fill(rule, '-');
        terminal.out().println(new String(rule));
    }

    private void print(List<String> lines) {
        lines.forEach(terminal.out()::println);
    }

    private String styled(String style, String text) {
        return terminal.color() ? style + text + RESET : text;
    }
}
