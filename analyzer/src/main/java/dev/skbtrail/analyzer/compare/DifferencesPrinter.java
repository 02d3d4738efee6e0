package dev.skbtrail.analyzer.compare;

import dev.skbtrail.analyzer.render.LabelledLines;
import dev.skbtrail.analyzer.text.Style;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.Rows;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Prints differences for reading: before, after, how certain it is, and example packets. */
public final class DifferencesPrinter {
    private final Terminal terminal;
    private final LabelledLines lines;

    public DifferencesPrinter(Terminal terminal) {
        this.terminal = terminal;
        this.lines = new LabelledLines(terminal);
    }

    /**
     * Prints all differences.
     *
     * @param rows with the columns of {@link Comparison#COLUMNS}
     * @return whether there were any
     * @throws SQLException when a row cannot be read
     */
    public boolean print(Rows rows) throws SQLException {
        boolean any = false;
        while (rows.next()) {
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < rows.width(); i++) {
                row.put(rows.name(i), rows.value(i) == null ? "" : rows.value(i).toString());
            }
            print(row);
            any = true;
        }
        return any;
    }

    private void print(Map<String, String> row) {
        lines.head(
                Style.BOLD,
                row.get("rank") + ". " + row.get("certainty") + ": " + row.get("difference"));
        if (!row.get("among").isEmpty()) {
            lines.entry("among", row.get("among"));
        }
        lines.entry("good", row.get("good") + example(row.get("good_example")));
        lines.entry("bad", row.get("bad") + example(row.get("bad_example")));
        lines.entry("evidence", row.get("evidence"));
        terminal.out().line("");
    }

    private static String example(String packets) {
        return packets.isEmpty() ? "" : "; packet " + packets;
    }
}
