package dev.skbtrail.recorder.recording;

import java.time.Duration;
import java.util.List;

/**
 * What ends a recording by itself; the first limit that is reached counts. Without any limit it
 * runs until it is interrupted.
 *
 * @param duration time from the first attached probe; {@link Duration#ZERO} (also given as null):
 *     no limit
 * @param packets number of packets seen; 0: no limit
 * @param events number of events recorded; 0: no limit
 * @param bytes size of the trace, bytes; 0: no limit
 * @param command program and arguments to run; the recording ends when the program ends; empty
 *     (also given as null): none
 */
public record StopCondition(
        Duration duration, long packets, long events, long bytes, List<String> command) {
    public static final StopCondition NONE = new StopCondition(null, 0, 0, 0, null);

    /**
     * @throws IllegalArgumentException when a limit is negative
     */
    public StopCondition {
        duration = duration == null ? Duration.ZERO : duration;
        command = command == null ? List.of() : List.copyOf(command);
        if (duration.isNegative() || packets < 0 || events < 0 || bytes < 0) {
            throw new IllegalArgumentException("a limit of a recording cannot be negative");
        }
    }

    public boolean hasDuration() {
        return !duration.isZero();
    }

    public boolean hasCommand() {
        return !command.isEmpty();
    }
}
