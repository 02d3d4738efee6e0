package dev.skbtrail.recorder.snapshot;

import java.time.Duration;

/** Until when something may take. Another thread may bring it forward. */
final class Deadline {
    private final long begin = System.nanoTime();
    private final Deadline outer;
    private volatile long nanos;

    Deadline(Duration most) {
        this(most, null);
    }

    private Deadline(Duration most, Deadline outer) {
        this.outer = outer;
        nanos = most.toNanos();
    }

    /** One that begins now, and is over when this one is. */
    Deadline within(Duration most) {
        return new Deadline(most, this);
    }

    /** Not later than now, but not earlier than so long after the beginning. */
    void now(Duration least) {
        nanos = Math.min(nanos, Math.max(least.toNanos(), elapsed().toNanos()));
    }

    boolean isOver() {
        return elapsed().toNanos() >= nanos || outer != null && outer.isOver();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
