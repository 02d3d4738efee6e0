package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.util.List;
import java.util.concurrent.Callable;

/** A command that reads a trace through the views. In a shell the trace is open already. */
interface TraceCommand extends Callable<Integer> {
    /** The traces that it reads. */
    List<TraceFile> files();

    /** What reading may take. */
    Limits limits();

    /**
     * The packets that it is about.
     *
     * @throws dev.skbtrail.analyzer.UserException when the command line is wrong
     */
    PacketFilter chosen();

    Library library();

    /** Where the result goes. */
    ResultOptions result();

    Terminal terminal();

    /**
     * Does its work.
     *
     * @param run of the same database, narrowed to {@link #chosen}
     * @param to takes the result
     */
    void run(TraceDatabase database, ReportRun run, Terminal to);

    @Override
    default Integer call() {
        PacketFilter chosen = chosen();
        return result().of(terminal(), to -> read(chosen, to));
    }

    private int read(PacketFilter chosen, Terminal to) {
        try (TraceDatabase database = TraceDatabase.open(files(), limits())) {
            run(database, ReportRun.of(database, library(), chosen), to);
        }
        return 0;
    }
}
