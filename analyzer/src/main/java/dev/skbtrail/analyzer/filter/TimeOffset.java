package dev.skbtrail.analyzer.filter;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A point in time of a trace: an offset from its start, such as 1.5s, or a time (UTC). */
final class TimeOffset {
    private static final Pattern OFFSET = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)");
    private static final Pattern WITH_OFFSET = Pattern.compile("T.*(?:Z|[+-]\\d\\d:\\d\\d)$");
    private static final Map<String, Long> NANOSECONDS =
            Map.of(
                    "ns", 1L,
                    "us", 1_000L,
                    "ms", 1_000_000L,
                    "s", 1_000_000_000L,
                    "m", 60_000_000_000L,
                    "h", 3_600_000_000_000L);

    /**
     * Compared traces each have their own start; traces that are merely read together share one.
     */
    private static final String SINCE_START =
            "epoch_ns(ts) - coalesce("
                    + "CASE WHEN getvariable('good_traces') IS NOT NULL THEN"
                    + " (SELECT list(epoch_ns(start) ORDER BY trace) FROM traces)[trace_of(packet)]"
                    + " END, (SELECT coalesce(min(epoch_ns(start)),"
                    + " (SELECT min(epoch_ns(ts)) FROM events)) FROM trace))";

    private TimeOffset() {}

    /**
     * Selects the events on one side of a point in time.
     *
     * @param comparison SQL operator between the time of an event and that point
     * @throws IllegalArgumentException when the text is not a time
     */
    static Alternative compared(String comparison, String text) {
        Matcher offset = OFFSET.matcher(text);
        if (offset.matches()) {
            BigDecimal unit = BigDecimal.valueOf(NANOSECONDS.get(offset.group(2)));
            Long ns = new BigDecimal(offset.group(1)).multiply(unit).longValue();
            return new Alternative(text, SINCE_START + comparison + "?", List.of(ns));
        }
        String iso = text.replaceFirst(" (UTC)?$", "").replace(' ', 'T');
        try {
            LocalDateTime time = utc(iso);
            return new Alternative(
                    text, "ts" + comparison + "CAST(? AS TIMESTAMP_NS)", List.of(time.toString()));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    text + " is not a moment, as in 1.5s (from the start) or 2026-11-21T05:46:20",
                    e);
        }
    }

    /** Accepts a time with a UTC offset, as --time local prints it, or in UTC. */
    private static LocalDateTime utc(String iso) {
        return WITH_OFFSET.matcher(iso).find()
                ? OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                : LocalDateTime.parse(iso);
    }
}
