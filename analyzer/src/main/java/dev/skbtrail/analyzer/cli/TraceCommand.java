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
import java.util.function.ToIntFunction;
import picocli.CommandLine.Mixin;

/** A command that reads a trace through the views. In a shell the trace is already open. */
abstract class TraceCommand implements Callable<Integer> {
    final Library library;
    final Terminal terminal;

    @Mixin final TraceOptions trace = new TraceOptions();
    @Mixin final FilterOptions filter = new FilterOptions();
    @Mixin final OutputOptions output = new OutputOptions();
    @Mixin final ResultOptions result = new ResultOptions();

    /**
     * @param terminal where the result goes unless it is written to a file
     */
    TraceCommand(Library library, Terminal terminal) {
        this.library = library;
        this.terminal = terminal;
    }

    /** The traces that the command reads. */
    List<TraceFile> files() {
        return trace.files(List.of());
    }

    /** The resources that reading may use. */
    final Limits limits() {
        return trace.limits();
    }

    /**
     * The packets that the command is restricted to.
     *
     * @throws dev.skbtrail.analyzer.UserException when the command line is wrong
     */
    PacketFilter chosen() {
        return filter.filter();
    }

    /**
     * Executes the command.
     *
     * @param run on the same database, restricted to {@link #chosen}
     * @param to receives the result
     */
    abstract void run(TraceDatabase database, ReportRun run, Terminal to);

    /**
     * Runs something whose result goes where the user directed it.
     *
     * @param work returns the exit code
     */
    final int print(ToIntFunction<Terminal> work) {
        return result.of(terminal, work);
    }

    @Override
    public final Integer call() {
        PacketFilter chosen = chosen();
        return print(to -> read(chosen, to));
    }

    private int read(PacketFilter chosen, Terminal to) {
        try (TraceDatabase database = TraceDatabase.open(files(), limits())) {
            run(database, ReportRun.of(database, library, chosen), to);
        }
        return 0;
    }
}
