package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.util.List;

/**
 * A trace that stays open between commands. Filtering removes rows from its database, so another
 * filter needs another database.
 */
final class KeptTrace implements AutoCloseable {
    private final Library library;
    private final List<TraceFile> files;
    private final Limits limits;
    private PacketFilter filter;
    private TraceDatabase database;
    private ReportRun run;

    /** The database that a query may be running on. */
    private volatile TraceDatabase current;

    /** Opens the trace without a filter. */
    KeptTrace(Library library, List<TraceFile> files, Limits limits) {
        this.library = library;
        this.files = files;
        this.limits = limits;
        narrow(PacketFilter.NONE);
    }

    /** Something to do with an open trace. */
    interface Work<T> {
        T of(TraceDatabase database, ReportRun run);
    }

    /** The filter that applies until it is changed. */
    PacketFilter filter() {
        return filter;
    }

    /**
     * Replaces that filter.
     *
     * @throws dev.skbtrail.analyzer.UserException when the new filter is wrong or matches no
     *     packet; the old filter then stays in force
     */
    void narrow(PacketFilter other) {
        if (other.equals(filter)) {
            return;
        }
        TraceDatabase before = database;
        TraceDatabase opened = TraceDatabase.open(files, limits);
        current = opened;
        try {
            run = ReportRun.of(opened, library, other);
            database = opened;
            filter = other;
        } finally {
            current = database;
            TraceDatabase left = database == opened ? before : opened;
            if (left != null) {
                left.close();
            }
        }
    }

    /** Runs something on the packets that the current filter selects. */
    <T> T use(Work<T> work) {
        database.running().permit();
        return work.of(database, run);
    }

    /** As above, with another filter for this call only. */
    <T> T use(PacketFilter wanted, Work<T> work) {
        if (wanted.equals(filter)) {
            return use(work);
        }
        try (TraceDatabase once = TraceDatabase.open(files, limits)) {
            current = once;
            return work.of(once, ReportRun.of(once, library, wanted));
        } finally {
            current = database;
        }
    }

    /** Cancels the running query; called from another thread. */
    void cancel() {
        TraceDatabase running = current;
        if (running != null) {
            running.running().cancel();
        }
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }
}
