package dev.skbtrail.analyzer.trace;

import java.sql.SQLException;

/** What is done with the rows of a query while it runs. */
@FunctionalInterface
public interface RowConsumer {
    /**
     * @throws SQLException when the next row cannot be read
     */
    void accept(Rows rows) throws SQLException;
}
