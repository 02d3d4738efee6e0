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

    /** Then the dump is made though events before it may be on their way. */
    private static final long PATIENCE_NANOS = 10_000_000_000L;

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

    /**
     * @param until all events before this time have arrived
     */
    synchronized boolean isDue(long now, long until) {
        return first != null && (until >= due || now >= due + PATIENCE_NANOS);
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

    /**
     * What ended before this time is in no dump from now on.
     *
     * @param until all events before this time have arrived, and any trigger has fired
     */
    synchronized long horizon(long until) {
        return (first == null ? until : Math.min(until, first.time())) - window;
    }
}
