package dev.skbtrail.analyzer.report;

import java.util.Locale;

/** How times are written. */
public enum TimeFormat {
    /**
     * Relative to the start of the trace: seconds in a table, nanoseconds in machine-readable
     * formats.
     */
    RELATIVE,
    /** ISO 8601 in the local time zone, with its offset from UTC. */
    LOCAL,
    /** ISO 8601 in UTC. */
    UTC,
    /** Seconds since 1970, with nine decimals. */
    EPOCH;

    /** Whether the values of a column are times. */
    public static boolean suits(Column column) {
        return column.unit() == Unit.OFFSET || column.unit() == Unit.TIME;
    }

    /** The column as shown; its unit is adapted to the formatted time. */
    Column column(Column column) {
        Unit unit = this == RELATIVE ? Unit.OFFSET : Unit.NONE;
        return suits(column) ? new Column(column.name(), unit, column.description()) : column;
    }

    /** SQL for the value of a column; needs the variables of {@link TraceClock}. */
    String sql(Column column) {
        String value = Arrangement.quoted(column);
        boolean offset = column.unit() == Unit.OFFSET;
        if (!suits(column) || offset && this == RELATIVE) {
            return value;
        }
        String start = "getvariable('" + TraceClock.START + "')";
        String ns = offset ? start + " + " + value : "epoch_ns(" + value + ")";
        return this == RELATIVE ? ns + " - " + start : this + "_time(" + ns + ")";
    }

    /** As written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
