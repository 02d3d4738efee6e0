package dev.skbtrail.analyzer.bundle;

import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.util.List;

/**
 * The trace that a part is taken from. The part must not look more complete than that trace.
 *
 * @param complete whether it has all events
 */
public record Whole(long events, long packets, boolean complete) {
    /** Measured before any filter is applied. */
    public static Whole of(TraceFile file, Limits limits, Library library) {
        try (TraceDatabase database = TraceDatabase.open(List.of(file), limits)) {
            return of(ReportRun.of(database, library, PacketFilter.NONE));
        }
    }

    static Whole of(ReportRun run) {
        return run.rows(
                List.of("completeness"),
                "SELECT events, packets, complete FROM completeness",
                rows -> {
                    rows.next();
                    return new Whole(
                            number(rows.value(0)),
                            number(rows.value(1)),
                            "true".equals(rows.value(2)));
                });
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
