package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.trigger.Fired;
import java.time.Duration;

/**
 * When the window is written out: somewhat after a trigger has fired, so that the packet is
 * complete. Triggers that fire until then belong to the same dump. After it, the next one waits
 * until a window's time has passed, and covers all of that: a storm of faults does not fill the
 * disk, and none is missed. Who asks by a signal or a file does not wait.
 */
final class DumpSchedule {
    /** Time for the packet to go on. */
    private static final long AFTER_NANOS = 1_000_000_000;

    /** Time that may pass from an event to its dump. */
    private static final long LATE_NANOS = 3_000_000_000L;

    private final long window;
    private Fired first;
    private long again;
    private long due;
    private long nextOrdinary = Long.MIN_VALUE;

    DumpSchedule(Duration window) {
        this.window = window.toNanos();
    }

    /**
     * Called by any thread.
     *
     * @param now ns since 1970 UTC, like all times here
     */
    synchronized void fire(Fired fired, long now) {
        long soon = now + AFTER_NANOS;
        long when = fired.hasPacket() ? Math.max(soon, nextOrdinary) : soon;
        if (first == null) {
            first = fired;
            due = when;
        } else {
            again++;
            due = Math.min(due, when);
        }
    }

    synchronized boolean isDue(long now) {
        return first != null && now >= due;
    }

    /**
     * The dump is made now, whether or not it is due.
     *
     * @return null when no trigger has fired
     */
    synchronized DumpCause take(long now) {
        DumpCause cause = first == null ? null : new DumpCause(first, again);
        first = null;
        again = 0;
        nextOrdinary = now + window;
        return cause;
    }

    /** What ended before this time is in no dump from now on. */
    synchronized long horizon(long now) {
        return Math.min(first == null ? now : first.time(), now - LATE_NANOS) - window;
    }
}
