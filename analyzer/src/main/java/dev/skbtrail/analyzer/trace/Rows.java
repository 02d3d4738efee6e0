package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.UserException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Set;

/** The rows of a running query, front to back. Columns are counted from 0. */
public final class Rows {
    private static final Set<String> NUMBERS =
            Set.of(
                    "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT",
                    "FLOAT",
                    "DOUBLE");

    private final ResultSet result;
    private final Running running;
    private final String[] names;
    private final boolean[] numbers;

    Rows(ResultSet result, Running running) throws SQLException {
        ResultSetMetaData metadata = result.getMetaData();
        this.result = result;
        this.running = running;
        this.names = new String[metadata.getColumnCount()];
        this.numbers = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            String type = metadata.getColumnTypeName(i + 1);
            names[i] = metadata.getColumnName(i + 1);
            numbers[i] = isNumeric(type);
        }
    }

    /** Is a DuckDB type that of numbers? */
    public static boolean isNumeric(String type) {
        return NUMBERS.contains(type) || type.startsWith("DECIMAL");
    }

    /** Number of columns. */
    public int width() {
        return names.length;
    }

    /** Name of a column. */
    public String name(int column) {
        return names[column];
    }

    /** Are the values of a column numbers? */
    public boolean isNumber(int column) {
        return numbers[column];
    }

    /** Steps to the next row; false after the last. */
    public boolean next() throws SQLException {
        running.require();
        return result.next();
    }

    /**
     * Value in the current row: a Number where the column {@link #isNumber}, else text; null for
     * NULL.
     */
    public Object value(int column) throws SQLException {
        try {
            return numbers[column] ? result.getObject(column + 1) : result.getString(column + 1);
        } catch (RuntimeException e) {
            // Java has no 24:00:00, nor the year 294247; DuckDB has.
            throw UserException.data(
                    "column "
                            + names[column]
                            + ": a value that Java does not know; write CAST("
                            + names[column]
                            + " AS VARCHAR)");
        }
    }
}
