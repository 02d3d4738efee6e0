package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.UserException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** What a database runs at the moment; another thread may end it. */
public final class Running {
    private final Connection connection;
    private volatile boolean cancelled;
    private boolean closed;

    Running(Connection connection) {
        this.connection = connection;
    }

    /**
     * Lets a statement run, and says meanwhile how far it is.
     *
     * @throws UserException after {@link #cancel}
     */
    <T> T during(Statement statement, Progress.Execution<T> execution) throws SQLException {
        require();
        return Progress.during(statement, execution);
    }

    /**
     * Ends what runs: it throws "cancelled", and so does what follows, for a command is many
     * statements.
     */
    public synchronized void cancel() {
        cancelled = true;
        if (!closed) {
            interrupt();
        }
    }

    /**
     * Statement.cancel of the driver (2.0.0.1) does nothing while rows are fetched, which may take
     * as long as the query where few rows match. What it calls does not mind.
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

    /** Statements may run again after {@link #cancel}. */
    public void permit() {
        cancelled = false;
    }

    /**
     * Asked before each statement and each row.
     *
     * @throws UserException after {@link #cancel}
     */
    void require() {
        if (cancelled) {
            throw UserException.data("cancelled");
        }
    }

    /** From here on there is nothing to end. */
    synchronized void close() {
        closed = true;
    }
}
