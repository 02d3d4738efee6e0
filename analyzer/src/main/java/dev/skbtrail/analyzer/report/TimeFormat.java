package dev.skbtrail.analyzer.report;

import java.util.Locale;

/** How moments are written. */
public enum TimeFormat {
    /** Since the start of the trace: a table has seconds, a program gets nanoseconds. */
    RELATIVE,
    /** ISO 8601 in the local time zone, with its offset from UTC. */
    LOCAL,
    /** ISO 8601 in UTC. */
    UTC,
    /** Seconds since 1970, with nine decimals. */
    EPOCH;

    /** Is a column's value a moment? */
    public static boolean suits(Column column) {
        return column.unit() == Unit.OFFSET || column.unit() == Unit.TIME;
    }

    /** The column as it is shown: units of moments are of the text that is made of them. */
    Column column(Column column) {
        Unit unit = this == RELATIVE ? Unit.OFFSET : Unit.NONE;
        return suits(column) ? new Column(column.name(), unit, column.description()) : column;
    }

    /** The value of a column; needs the variables of {@link TraceClock}. */
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

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
