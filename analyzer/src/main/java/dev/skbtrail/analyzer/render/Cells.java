package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.trace.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns the values of rows into text for reading: units, thousands, nothing that moves a cursor.
 */
final class Cells {
    private static final String[] NANOSECONDS = {"ns", "us", "ms", "s"};
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};

    private Cells() {}

    /** The current row as text; units are taken from {@code columns} where they are known. */
    static String[] row(List<Column> columns, Rows rows) throws SQLException {
        String[] cells = new String[rows.width()];
        for (int i = 0; i < cells.length; i++) {
            Unit unit = i < columns.size() ? columns.get(i).unit() : Unit.NONE;
            cells[i] = text(rows.value(i), unit);
        }
        return cells;
    }

    /** Names of the columns as text. */
    static String[] names(Rows rows) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rows.width(); i++) {
            names.add(printable(rows.name(i)));
        }
        return names.toArray(new String[0]);
    }

    static String text(Object value, Unit unit) {
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

    /** Three digits and the unit that leaves less than four before the point. */
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

    /**
     * Text without line breaks and without characters that steer a terminal or turn its reading
     * direction: a trace may come from anyone.
     */
    static String printable(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmful(c)) {
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(i, Character.isWhitespace(c) ? ' ' : '\uFFFD');
            }
        }
        return clean == null ? text : clean.toString();
    }

    private static boolean isHarmful(char c) {
        if (c >= ' ' && c < 0x7F) {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
