package dev.skbtrail.recorder.trigger;

/** Whether so many events happened within a second, by the times of the newest ones. */
final class Rate {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final long[] times;
    private int next;
    private int known;

    /**
     * @param count at least 1
     */
    Rate(int count) {
        times = new long[count];
    }

    /**
     * Counts an event; afterwards the count begins anew if it was reached.
     *
     * @param time ns
     */
    boolean reachedAt(long time) {
        times[next] = time;
        next = (next + 1) % times.length;
        known = Math.min(known + 1, times.length);
        boolean reached = known == times.length && time - times[next] < SECOND_NANOS;
        if (reached) {
            known = 0;
        }
        return reached;
    }
}
