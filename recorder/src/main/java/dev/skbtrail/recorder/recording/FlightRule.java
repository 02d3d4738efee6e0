package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.trigger.Trigger;
import java.time.Duration;
import java.util.List;

/**
 * A recording that keeps only its newest part, the window, and writes it out when a trigger fires.
 *
 * @param window time that is kept
 * @param bytes the window has at most this size; 0: any
 * @param dumps number of windows written out that stay on the disk
 * @param triggers besides the signal, which always writes it out
 */
public record FlightRule(Duration window, long bytes, int dumps, List<Trigger> triggers) {
    /** The window is a number of traces, of which the oldest is deleted for each that is added. */
    private static final int PARTS = 6;

    private static final int PARTS_BY_SIZE = 8;

    /** The names of the traces differ by the second. */
    private static final Duration MIN_PART = Duration.ofSeconds(1);

    /**
     * @throws IllegalArgumentException when a limit is not positive
     */
    public FlightRule {
        triggers = List.copyOf(triggers);
        if (window.isNegative() || window.isZero() || bytes < 0 || dumps < 1) {
            throw new IllegalArgumentException("a limit of a flight recorder must be positive");
        }
    }

    /** When it goes on in the next trace of the window. */
    public RotationRule rotation() {
        Duration part = window.dividedBy(PARTS);
        return new RotationRule(
                bytes / PARTS_BY_SIZE, part.compareTo(MIN_PART) < 0 ? MIN_PART : part, 0, this);
    }

    /**
     * Size that the finished traces of the window may have: the one that is written and the one
     * that is being finished need space too.
     */
    long finishedBytes() {
        return bytes / PARTS_BY_SIZE * (PARTS_BY_SIZE - 2);
    }
}
