package dev.skbtrail.analyzer.trace;

import java.sql.SQLException;

/**
 * Processes the rows of a query while it runs.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface RowReader<T> {
    /**
     * @throws SQLException when the next row cannot be read
     */
    T read(Rows rows) throws SQLException;
}
