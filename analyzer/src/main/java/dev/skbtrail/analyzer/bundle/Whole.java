package dev.skbtrail.analyzer.bundle;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.util.List;
import java.util.Locale;

/**
 * The trace that a part is taken from. The part must not look more complete than that trace.
 *
 * @param complete whether it has all events
 */
public record Whole(long events, long packets, boolean complete) {
    /**
     * Measured before any filter is applied.
     *
     * @throws UserException when the files are more than one trace
     */
    public static Whole of(List<TraceFile> files, Limits limits, Library library) {
        try (TraceDatabase database = TraceDatabase.open(files, limits)) {
            requireOne(database.traces(files.size()));
            return of(ReportRun.of(database, library, PacketFilter.NONE));
        }
    }

    private static void requireOne(int traces) {
        if (traces > 1) {
            throw UserException.usage(
                    String.format(
                            Locale.ROOT,
                            "there are %,d traces, and a bundle is of one; name it, and bundle each"
                                    + " with the same --key",
                            traces));
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
