package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.UserException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Set;

/** The rows of a running query, read forward only. Columns are counted from 0. */
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

    /** Whether a DuckDB type is numeric. */
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

    /** Whether the values of a column are numbers. */
    public boolean isNumber(int column) {
        return numbers[column];
    }

    /** Advances to the next row; false after the last one. */
    public boolean next() throws SQLException {
        running.require();
        return result.next();
    }

    /**
     * Value in the current row: a Number if the column {@link #isNumber}, otherwise a String; null
     * for NULL.
     */
    public Object value(int column) throws SQLException {
        try {
            return numbers[column] ? result.getObject(column + 1) : result.getString(column + 1);
        } catch (RuntimeException e) {
            // DuckDB has 24:00:00 and the year 294247, Java does not.
            throw UserException.data(
                    "column "
                            + names[column]
                            + ": a value that Java does not know; write CAST("
                            + names[column]
                            + " AS VARCHAR)");
        }
    }
}
