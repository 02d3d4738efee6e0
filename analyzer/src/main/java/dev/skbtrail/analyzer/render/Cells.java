package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.text.Printable;
import dev.skbtrail.analyzer.trace.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats values as readable text: units, thousands separators, no control characters. */
public final class Cells {
    /** Longer than any stack or packet path. */
    private static final int LONGEST = 8_192;

    private static final String[] NANOSECONDS = {"ns", "us", "ms", "s"};
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};

    private Cells() {}

    /** The current row as text, using the units of {@code columns} where known. */
    static String[] row(List<Column> columns, Rows rows) throws SQLException {
        String[] cells = new String[rows.width()];
        for (int i = 0; i < cells.length; i++) {
            Unit unit = i < columns.size() ? columns.get(i).unit() : Unit.NONE;
            cells[i] = text(rows.value(i), unit);
        }
        return cells;
    }

    /** The column names as text. */
    static String[] names(Rows rows) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rows.width(); i++) {
            names.add(printable(rows.name(i)));
        }
        return names.toArray(new String[0]);
    }

    /** One value as text; "" for NULL. */
    public static String text(Object value, Unit unit) {
        if (value == null) {
            return "";
        }
        if (!(value instanceof Number number)) {
            return printable(value.toString());
        }
        return switch (unit) {
            case COUNT -> String.format(Locale.ROOT, "%,d", number.longValue());
            case NS -> scaled(number.doubleValue(), NANOSECONDS);
            case OFFSET -> String.format(Locale.ROOT, "%.6f s", number.doubleValue() / 1e9);
            case BYTES -> scaled(number.doubleValue(), BYTES);
            case PERCENT -> String.format(Locale.ROOT, "%.1f %%", number.doubleValue());
            case NONE, TIME, GROUP -> value.toString();
        };
    }

    /** Scales to a unit that leaves fewer than four digits before the point; shows three digits. */
    private static String scaled(double value, String[] units) {
        int unit = 0;
        double rest = value;
        while (Math.abs(rest) >= 999.5 && unit < units.length - 1) {
            rest /= 1000;
            unit++;
        }
        double size = Math.abs(rest);
        int decimals = unit == 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", rest, units[unit]);
    }

    /** Text without control characters, cut at a length that nobody reads in a table. */
    private static String printable(String text) {
        String whole = Printable.of(text);
        if (whole.length() <= LONGEST) {
            return whole;
        }
        int end = whole.offsetByCodePoints(0, whole.codePointCount(0, LONGEST));
        return String.format(
                Locale.ROOT,
                "%s... (%,d more characters)",
                whole.substring(0, end),
                whole.codePointCount(end, whole.length()));
    }
}
