package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.UserException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** The statement that a database is running; another thread may cancel it. */
public final class Running {
    private final Connection connection;
    private volatile boolean cancelled;
    private boolean closed;

    Running(Connection connection) {
        this.connection = connection;
    }

    /**
     * Runs a statement and shows its progress.
     *
     * @throws UserException after {@link #cancel}
     */
    <T> T during(Statement statement, Progress.Execution<T> execution) throws SQLException {
        require();
        return Progress.during(statement, execution);
    }

    /**
     * Cancels the running statement, which then throws "cancelled". Later statements do so too,
     * because a command consists of many statements.
     */
    public synchronized void cancel() {
        cancelled = true;
        if (!closed) {
            interrupt();
        }
    }

    /**
     * The driver's Statement.cancel (2.0.0.1) does nothing while rows are fetched. If few rows
     * match, fetching may take as long as the query. The method that it calls internally works at
     * any time.
     */
    private void interrupt() {
        try {
            Field reference = DuckDBConnection.class.getDeclaredField("connRef");
            reference.setAccessible(true);
            Method interrupt =
                    Class.forName("org.duckdb.DuckDBNative")
                            .getDeclaredMethod("duckdb_jdbc_interrupt", ByteBuffer.class);
            interrupt.setAccessible(true);
            interrupt.invoke(null, reference.get(connection.unwrap(DuckDBConnection.class)));
        } catch (ReflectiveOperationException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Allows statements to run again after {@link #cancel}. */
    public void permit() {
        cancelled = false;
    }

    /**
     * Called before each statement and each row.
     *
     * @throws UserException after {@link #cancel}
     */
    void require() {
        if (cancelled) {
            throw UserException.data("cancelled");
        }
    }

    /** From now on there is nothing to cancel. */
    synchronized void close() {
        closed = true;
    }
}
