package dev.skbtrail.analyzer.trace;

import java.sql.SQLException;

/**
 * What is done with the rows of a query while it runs.
 *
 * @param <T> what it makes of them
 */
@FunctionalInterface
public interface RowReader<T> {
    /**
     * @throws SQLException when the next row cannot be read
     */
    T read(Rows rows) throws SQLException;
}
