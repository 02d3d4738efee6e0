package dev.skbtrail.analyzer.trace;

import java.sql.SQLException;

/** SQL that DuckDB does not take. Our bug in a report, the user's in {@code skbtrail sql}. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueryException(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** The message without the excerpt of the SQL that follows it. */
    public String firstLine() {
        return TraceDatabase.firstLine((SQLException) getCause());
    }
}
