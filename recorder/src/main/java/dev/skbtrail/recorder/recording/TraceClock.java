package dev.skbtrail.recorder.recording;

import java.time.Instant;

/**
 * Converts the kernel's monotonic clock to wall time by one constant offset, so that differences
 * stay exact when the wall clock is set. On Linux {@link System#nanoTime} is CLOCK_MONOTONIC, the
 * clock that bpf_ktime_get_ns reads.
 *
 * @param offset wall clock minus monotonic clock, ns
 */
record TraceClock(long offset) {
    private static final int SAMPLES = 50;
    private static final long NANOS = 1_000_000_000L;

    /**
     * The current offset: of several samples the one with the shortest time between its two
     * readings.
     */
    static TraceClock sample() {
        long narrowest = Long.MAX_VALUE;
        long offset = 0;
        for (int i = 0; i < SAMPLES; i++) {
            long before = System.nanoTime();
            Instant wall = Instant.now();
            long after = System.nanoTime();
            if (after - before < narrowest) {
                narrowest = after - before;
                offset =
                        wall.getEpochSecond() * NANOS
                                + wall.getNano()
                                - (before + (after - before) / 2);
            }
        }
        return new TraceClock(offset);
    }

    /** Wall time, ns since 1970 UTC. */
    long now() {
        return at(System.nanoTime());
    }

    /** Wall time of a reading of {@link System#nanoTime}. */
    long at(long nanos) {
        return nanos + offset;
    }
}
