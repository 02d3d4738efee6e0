package dev.skbtrail.recorder.trigger;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What makes a flight recorder write out its window, as the user wrote it.
 *
 * @param text as on the command line
 * @param kind what is watched
 * @param name of {@code drop=NAME}: a drop reason or the function that frees the packet; empty: any
 *     drop that is not usual
 * @param perSecond it fires when so many are seen within a second
 * @param slower of {@code slower=TIME}; else zero
 * @param file of {@code file=PATH}; else null
 */
public record Trigger(
        String text, Kind kind, String name, int perSecond, Duration slower, Path file) {
    /** What is watched. */
    public enum Kind {
        DROP,
        RESET,
        RETRANSMIT,
        SLOWER,
        FILE
    }

    Trigger(String text, Kind kind, String name, int perSecond) {
        this(text, kind, name, perSecond, Duration.ZERO, null);
    }

    Trigger(String text, Duration slower) {
        this(text, Kind.SLOWER, "", 1, slower, null);
    }

    Trigger(String text, Path file) {
        this(text, Kind.FILE, "", 1, Duration.ZERO, file);
    }

    /** Whether it names a reason or a function, which this kernel must have. */
    public boolean isNamed() {
        return !name.isEmpty();
    }

    @Override
    public String toString() {
        return text;
    }
}
