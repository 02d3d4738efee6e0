package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.render.Renderer;
import dev.skbtrail.analyzer.report.Completeness;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.QueryException;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code skbtrail sql TRACE "SELECT …"}. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = "Run your own SQL (DuckDB's dialect) over the views of a trace.",
        footer = {
            "",
            "skbtrail list shows the views, skbtrail help VIEW their columns, and",
            "skbtrail help REPORT --sql how a report does it."
        })
final class SqlCommand implements Callable<Integer> {
    private final Library library;
    private final Terminal terminal;

    @Mixin private TraceOptions trace;
    @Mixin private FilterOptions filter;
    @Mixin private OutputOptions output;

    @Parameters(index = "1", paramLabel = "SELECT", description = "One SELECT.")
    private String sql;

    SqlCommand(Library library, Terminal terminal) {
        this.library = library;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Renderer renderer = output.renderer(terminal);
        PacketFilter chosen = filter.filter();
        try (TraceDatabase database = trace.open()) {
            database.requireSelect(sql);
            ReportRun run = ReportRun.ofAllViews(database, library, chosen);
            database.showFields();
            Completeness completeness = run.completeness();
            if (!completeness.complete()) {
                terminal.err().line(completeness.note());
            }
            if (chosen.inForce()) {
                terminal.err().line("filter: " + run.filter());
            }
            run.rows(renderer.query(sql), rows -> renderer.rows(List.of(), rows));
        } catch (QueryException e) {
            throw UserException.usage(e.firstLine() + "; skbtrail list shows the views");
        }
        return 0;
    }
}
