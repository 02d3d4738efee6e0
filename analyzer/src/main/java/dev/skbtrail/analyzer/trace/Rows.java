package dev.skbtrail.analyzer.trace;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/** The rows of a running query, front to back. Columns are counted from 0. */
public final class Rows {
    private final ResultSet result;
    private final ResultSetMetaData metadata;

    Rows(ResultSet result) throws SQLException {
        this.result = result;
        this.metadata = result.getMetaData();
    }

    /** Number of columns. */
    public int width() throws SQLException {
        return metadata.getColumnCount();
    }

    /** Name of a column. */
    public String name(int column) throws SQLException {
        return metadata.getColumnName(column + 1);
    }

    /** Are the values of a column numbers? */
    public boolean isNumber(int column) throws SQLException {
        switch (metadata.getColumnType(column + 1)) {
            case Types.TINYINT:
            case Types.SMALLINT:
            case Types.INTEGER:
            case Types.BIGINT:
            case Types.FLOAT:
            case Types.REAL:
            case Types.DOUBLE:
            case Types.DECIMAL:
            case Types.NUMERIC:
                return true;
            default:
                return metadata.getColumnTypeName(column + 1).endsWith("HUGEINT");
        }
    }

    /** Steps to the next row; false after the last. */
    public boolean next() throws SQLException {
        return result.next();
    }

    /**
     * Value in the current row: a Number where the column {@link #isNumber}, else text; null for
     * NULL.
     */
    public Object value(int column) throws SQLException {
        if (isNumber(column)) {
            return result.getObject(column + 1);
        }
        return result.getString(column + 1);
    }
}
