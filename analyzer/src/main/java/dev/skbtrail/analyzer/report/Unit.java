package dev.skbtrail.analyzer.report;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What the values of a column are, which decides how a table shows them. JSON and CSV keep raw
 * values.
 */
public enum Unit {
    /** As it is. */
    NONE(""),
    /** A number of things: thousands are separated. */
    COUNT("count"),
    /** Nanoseconds of duration: shown as ns, us, ms or s. */
    NS("ns"),
    /** Nanoseconds since the start of the trace: shown in seconds. */
    OFFSET("offset"),
    /** Bytes: shown as B, kB, MB. */
    BYTES("bytes"),
    /** Percentage in [0, 100]. */
    PERCENT("%"),
    /** A moment (UTC). */
    TIME("time"),
    /** Text that is shown once for the rows that share it. */
    GROUP("group");

    private final String text;

    Unit(String text) {
        this.text = text;
    }

    /** Is it for numbers alone? */
    boolean isForNumbers() {
        return this != NONE && this != TIME && this != GROUP;
    }

    /** As written in a header. */
    public String text() {
        return text;
    }

    static Unit parse(String text) {
        return Arrays.stream(values())
                .filter(unit -> unit.text.equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "unit " + text + " is not one of " + known()));
    }

    private static String known() {
        return Arrays.stream(values()).map(Unit::text).collect(Collectors.joining(" ")).strip();
    }
}
