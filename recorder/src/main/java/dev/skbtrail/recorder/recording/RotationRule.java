package dev.skbtrail.recorder.recording;

import java.time.Duration;

/**
 * When a recording goes on in a new trace, and how many of its finished traces are kept.
 *
 * @param bytes size of a trace, bytes; 0: any
 * @param time time that a trace covers; {@link Duration#ZERO} (also given as null): any
 * @param keep number of finished traces that stay on the disk: the oldest are deleted first; 0: all
 * @param flight of a flight recorder, which keeps those of its window; else null
 */
public record RotationRule(long bytes, Duration time, int keep, FlightRule flight) {
    /** Everything goes into one trace. */
    public static final RotationRule NONE = new RotationRule(0, null, 0);

    private static final long SECOND_NANOS = 1_000_000_000;

    /**
     * @throws IllegalArgumentException when a limit is negative
     */
    public RotationRule {
        time = time == null ? Duration.ZERO : time;
        if (bytes < 0 || time.isNegative() || keep < 0) {
            throw new IllegalArgumentException("a limit of a trace cannot be negative");
        }
    }

    public RotationRule(long bytes, Duration time, int keep) {
        this(bytes, time, keep, null);
    }

    /** Whether there is more than one trace. */
    public boolean rotates() {
        return bytes > 0 || !time.isZero();
    }

    /**
     * Whether it is time for the next trace.
     *
     * @param size of the current trace, bytes
     * @param start when it was begun, ns since 1970 UTC
     * @param now likewise
     */
    boolean isDue(long size, long start, long now) {
        boolean large = bytes > 0 && size >= bytes;
        boolean old = !time.isZero() && now - start >= time.toNanos();
        return (large || old) && isPossible(start, now);
    }

    /**
     * Never in the second in which the current trace was begun, because its name is this second.
     */
    static boolean isPossible(long start, long now) {
        return now / SECOND_NANOS > start / SECOND_NANOS;
    }
}
