package dev.skbtrail.analyzer.trace;

import java.sql.SQLException;

/** SQL that DuckDB rejects. In a report this is our bug, in {@code skbtrail sql} the user's. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueryException(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** The message without the SQL excerpt that follows it. */
    public String firstLine() {
        return TraceDatabase.firstLine((SQLException) getCause());
    }
}
