package dev.skbtrail.recorder.live;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time at the beginning of a line. */
public interface TimeText {
    /**
     * @param nanos wall clock, ns since 1970 UTC
     */
    String of(long nanos);

    /** Wall clock in this host's time zone, in microseconds, as tcpdump shows it. */
    static TimeText absolute(ZoneId zone) {
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT).withZone(zone);
        return nanos ->
                format.format(
                        Instant.ofEpochSecond(
                                Math.floorDiv(nanos, 1_000_000_000L),
                                Math.floorMod(nanos, 1_000_000_000L)));
    }

    /** Seconds since the first line, in nanoseconds. */
    static TimeText relative() {
        return new TimeText() {
            private long first = Long.MIN_VALUE;

            @Override
            public String of(long nanos) {
                if (first == Long.MIN_VALUE) {
                    first = nanos;
                }
                long since = nanos - first;
                return String.format(
                        Locale.ROOT,
                        "%s%d.%09d",
                        since < 0 ? "-" : "",
                        Math.abs(since) / 1_000_000_000L,
                        Math.abs(since) % 1_000_000_000L);
            }
        };
    }
}
