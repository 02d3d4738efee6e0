package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.util.List;

/**
 * A trace that stays open from one command to the next. What a filter leaves out is gone from its
 * database, so another filter is another database.
 */
final class KeptTrace implements AutoCloseable {
    private final Library library;
    private final List<TraceFile> files;
    private final Limits limits;
    private PacketFilter filter;
    private TraceDatabase database;
    private ReportRun run;

    /** Where a query may run. */
    private volatile TraceDatabase current;

    /** Opens it whole. */
    KeptTrace(Library library, List<TraceFile> files, Limits limits) {
        this.library = library;
        this.files = files;
        this.limits = limits;
        narrow(PacketFilter.NONE);
    }

    /** What is done with an open trace. */
    interface Work<T> {
        T of(TraceDatabase database, ReportRun run);
    }

    /** The filter that stays. */
    PacketFilter filter() {
        return filter;
    }

    /**
     * Changes the filter that stays.
     *
     * @throws dev.skbtrail.analyzer.UserException when it is wrong or leaves no packet; the one
     *     from before then stays
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

    /** Does something with the part of the trace that the filter leaves. */
    <T> T use(Work<T> work) {
        database.running().permit();
        return work.of(database, run);
    }

    /** Likewise, with another filter this once. */
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

    /** Ends what runs, for another thread. */
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
