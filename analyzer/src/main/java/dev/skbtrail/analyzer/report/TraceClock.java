package dev.skbtrail.analyzer.report;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.trace.Rows;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The start of a recording, and the UTC offsets of the time zone from then to its end: the
 * variables that the macros {@code local_time}, {@code utc_time} and {@code epoch_time} and offsets
 * need.
 */
final class TraceClock {
    static final String START = "trace_start";

    private static final long BILLION = 1_000_000_000L;
    private static final long YEAR_S = 366 * 86_400L;

    private final long start;
    private final long stop;

    private TraceClock(long start, long stop) {
        this.start = start;
        this.stop = stop;
    }

    /**
     * @throws UserException when the trace does not say when it was recorded
     */
    static TraceClock of(ReportRun run) {
        return run.rows(
                List.of("trace"),
                "SELECT epoch_ns(start), epoch_ns(stop) FROM trace",
                TraceClock::read);
    }

    private static TraceClock read(Rows rows) throws SQLException {
        rows.next();
        if (!(rows.value(0) instanceof Number start)) {
            throw UserException.data(
                    "the trace does not say when its recording began; leave out --time");
        }
        long begin = Math.floorDiv(start.longValue(), BILLION);
        boolean ends = rows.value(1) instanceof Number;
        return new TraceClock(
                start.longValue(),
                ends ? ((Number) rows.value(1)).longValue() / BILLION : begin + YEAR_S);
    }

    /** Sets the variables. */
    void set(ReportRun run, ZoneId zone) {
        Instant begin = Instant.ofEpochSecond(0, start);
        ZoneRules rules = zone.getRules();
        List<Instant> since = new ArrayList<>(List.of(begin));
        List<ZoneOffset> offsets = new ArrayList<>(List.of(rules.getOffset(begin)));
        ZoneOffsetTransition next = rules.nextTransition(begin);
        while (next != null && next.toEpochSecond() <= stop) {
            since.add(next.getInstant());
            offsets.add(next.getOffsetAfter());
            next = rules.nextTransition(next.getInstant());
        }
        run.set(START, "BIGINT", start);
        run.set("zone_since", "BIGINT[]", list(since.stream().map(Instant::getEpochSecond)));
        run.set(
                "zone_seconds",
                "BIGINT[]",
                list(offsets.stream().map(ZoneOffset::getTotalSeconds)));
        run.set("zone_names", "VARCHAR[]", list(offsets.stream().map(ZoneOffset::getId)));
    }

    /** Formats the values as a DuckDB list literal. */
    private static String list(Stream<?> values) {
        return values.map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
