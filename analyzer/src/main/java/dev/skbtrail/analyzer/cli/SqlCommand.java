package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.render.Renderer;
import dev.skbtrail.analyzer.report.Completeness;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.QueryException;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
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
final class SqlCommand extends TraceCommand {
    private static final Pattern EXPLAIN =
            Pattern.compile("(?is)\\s*EXPLAIN\\s+(?:ANALYZE\\s+)?(?<select>.*)");
    private static final Pattern SHOW_TABLES =
            Pattern.compile("(?is)\\s*SHOW\\s+(?:ALL\\s+)?TABLES[\\s;]*");

    @Parameters(
            index = "1",
            paramLabel = "SELECT",
            description = "One SELECT, or EXPLAIN and a SELECT.")
    private String sql;

    SqlCommand(Library library, Terminal terminal) {
        super(library, terminal);
    }

    /** EXPLAIN cannot be part of a SELECT, so its output is passed through a variable. */
    private String plan(TraceDatabase database) {
        String plan = database.query(sql, rows -> rows.next() ? (String) rows.value(1) : "");
        database.setVariable("plan", "VARCHAR", plan);
        return "SELECT unnest(string_split(getvariable('plan'), chr(10))) AS plan";
    }

    /** SHOW TABLES lists what skbtrail list shows, not the internals of the views. */
    private static String documented(String sql) {
        return SHOW_TABLES.matcher(sql).matches() ? Resources.read("tables.sql") : sql;
    }

    @Override
    void run(TraceDatabase database, ReportRun run, Terminal to) {
        Renderer renderer = output.renderer(to);
        Matcher explain = EXPLAIN.matcher(sql);
        database.requireSelect(explain.matches() ? explain.group("select") : sql);
        try {
            run.makeViews(sql);
            database.showFields(true);
            Completeness completeness = run.completeness();
            if (!completeness.complete()) {
                to.err().line(completeness.note());
            }
            if (chosen().inForce()) {
                to.err().line("filter: " + run.filter());
            }
            String select = explain.matches() ? plan(database) : documented(sql);
            run.rows(renderer.query(select), rows -> renderer.rows(List.of(), rows));
        } catch (QueryException e) {
            throw UserException.usage(e.firstLine() + "; skbtrail list shows the views");
        } finally {
            // In a shell, reports follow, so this must be reset.
            database.showFields(false);
        }
    }
}
