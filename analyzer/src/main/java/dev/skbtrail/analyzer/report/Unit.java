package dev.skbtrail.analyzer.report;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The unit of a column's values; it decides how a table formats them. JSON and CSV keep raw values.
 */
public enum Unit {
    /** Shown unchanged. */
    NONE(""),
    /** A count, shown with thousands separators. */
    COUNT("count"),
    /** A duration in nanoseconds, shown as ns, us, ms or s. */
    NS("ns"),
    /** Nanoseconds since the start of the trace, shown in seconds. */
    OFFSET("offset"),
    /** Bytes: shown as B, kB, MB. */
    BYTES("bytes"),
    /** Percentage in [0, 100]. */
    PERCENT("%"),
    /** A point in time (UTC). */
    TIME("time"),
    /** Text that is shown only once for consecutive rows that share it. */
    GROUP("group");

    private final String text;

    Unit(String text) {
        this.text = text;
    }

    /** Whether the unit applies to numbers only. */
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
