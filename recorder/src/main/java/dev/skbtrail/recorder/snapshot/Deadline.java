package dev.skbtrail.recorder.snapshot;

import java.time.Duration;

/** A time limit. Another thread may bring it forward. */
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

    /** A deadline that begins now, and is never later than this one. */
    Deadline within(Duration most) {
        return new Deadline(most, this);
    }

    /** Moves the deadline to now, but not earlier than {@code least} after its beginning. */
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
