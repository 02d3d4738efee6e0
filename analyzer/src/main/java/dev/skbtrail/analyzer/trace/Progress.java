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
 * A line on standard error that shows the progress of a query, from its third second on; it is
 * erased at the end. Shown only if {@code bin/skbtrail} found standard error to be a terminal.
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

    /** The execution of a statement. */
    interface Execution<T> {
        T run() throws SQLException;
    }

    /** Runs a statement and shows its progress meanwhile. */
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
            // The query itself will report what is wrong.
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
