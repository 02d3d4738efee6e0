package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a trace has for a filter, for completion: the 100 most frequent values. */
final class TraceValues {
    private static final String PACKETS =
            "SELECT DISTINCT packet FROM events"
                    + " WHERE starts_with(CAST(packet AS VARCHAR), getvariable('begin'))"
                    + " ORDER BY packet LIMIT 100";

    private static final String FLOWS =
            "SELECT flow FROM packets WHERE flow IS NOT NULL"
                    + " GROUP BY flow ORDER BY count(*) DESC, flow LIMIT 100";

    private TraceValues() {}

    /**
     * As they are in the trace, whatever they may do to a terminal.
     *
     * @param filter name of its option, without --
     * @param begin of the number of a packet
     */
    static List<String> of(TraceDatabase database, ReportRun run, String filter, String begin) {
        return switch (filter) {
            case "packet" -> {
                database.setVariable("begin", "VARCHAR", begin);
                yield run.rows(List.of("events"), PACKETS, rows -> column(rows, 0));
            }
            case "flow" -> run.rows(List.of("packets"), FLOWS, rows -> column(rows, 0));
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
