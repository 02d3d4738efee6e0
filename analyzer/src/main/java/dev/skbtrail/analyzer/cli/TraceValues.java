package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Values to complete a filter with: the 100 most frequent ones in the trace. */
final class TraceValues {
    private TraceValues() {}

    /**
     * Returns raw values; they may contain terminal control characters.
     *
     * @param filter name of the option, without --
     * @param begin first digits of a packet number
     */
    static List<String> of(TraceDatabase database, ReportRun run, String filter, String begin) {
        return switch (filter) {
            case "packet" -> {
                database.setVariable("begin", "VARCHAR", begin);
                String numbers = Resources.read("known-packets.sql");
                yield run.rows(List.of("events"), numbers, rows -> column(rows, 0));
            }
            case "flow" -> {
                String flows = Resources.read("known-flows.sql");
                yield run.rows(List.of("packets"), flows, rows -> column(rows, 0));
            }
            case "host", "port", "proto", "iface", "netns" -> {
                database.setVariable("filter", "VARCHAR", filter);
                String known = Resources.read("known.sql");
                yield run.rows(List.of("events"), known, rows -> column(rows, 1));
            }
            default -> List.of();
        };
    }

    private static List<String> column(Rows rows, int column) throws SQLException {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
            if (rows.value(column) != null) {
                values.add(rows.value(column).toString());
            }
        }
        return values;
    }
}
