package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.text.Printer;
import dev.skbtrail.analyzer.text.Terminal;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import org.duckdb.DuckDBPreparedStatement;

/**
 * One line on standard error that says how far a query is, from its third second on, and that is
 * wiped away at the end. Only where {@code bin/skbtrail} found standard error to be a terminal.
 */
final class Progress {
    private static final boolean TERMINAL = Boolean.getBoolean("skbtrail.progress");
    private static final long QUIET_MS = 2_000;
    private static final long STEP_MS = 500;

    private final DuckDBPreparedStatement statement;
    private final Printer to;
    private final Timer timer = new Timer("progress", true);
    private final long begin = System.nanoTime();
    private boolean shown;
    private boolean closed;

    private Progress(DuckDBPreparedStatement statement, Printer to) {
        this.statement = statement;
        this.to = to;
        timer.schedule(task(), QUIET_MS, STEP_MS);
    }

    /** What a statement does. */
    interface Execution<T> {
        T run() throws SQLException;
    }

    /** Lets a statement run, and says meanwhile how far it is. */
    static <T> T during(Statement statement, Execution<T> execution) throws SQLException {
        if (!TERMINAL) {
            return execution.run();
        }
        Progress progress =
                new Progress(statement.unwrap(DuckDBPreparedStatement.class), Terminal.messages());
        try {
            return execution.run();
        } finally {
            progress.end();
        }
    }

    private TimerTask task() {
        return new TimerTask() {
            @Override
            public void run() {
                show();
            }
        };
    }

    private synchronized void show() {
        if (closed) {
            return;
        }
        double percent;
        try {
            percent = statement.getQueryProgress().getPercentage();
        } catch (SQLException e) {
            // The query will say what is wrong.
            return;
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        String done = percent < 0 ? "" : String.format(Locale.ROOT, ", %.0f %% done", percent);
        to.status(seconds + " s" + done);
        shown = true;
    }

    private synchronized void end() {
        closed = true;
        timer.cancel();
        if (shown) {
            to.status("");
        }
    }
}
