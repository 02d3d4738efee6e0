package dev.skbtrail.recorder.snapshot;

import java.time.Duration;

/** Until when a snapshot may take. Another thread may bring it forward. */
final class Deadline {
    private final long begin = System.nanoTime();
    private volatile long nanos;

    Deadline(Duration most) {
        nanos = most.toNanos();
    }

    /** Not later than now, but not earlier than so long after the beginning. */
    void now(Duration least) {
        nanos = Math.min(nanos, Math.max(least.toNanos(), System.nanoTime() - begin));
    }

    /** Zero or negative when it is over. */
    Duration left() {
        return Duration.ofNanos(nanos - (System.nanoTime() - begin));
    }

    boolean isOver() {
        return left().minusMillis(1).isNegative();
    }
}
