package dev.skbtrail.analyzer.report;

import dev.skbtrail.analyzer.trace.RowConsumer;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs SQL over the views of one trace. */
public final class ReportRun {
    private static final String COMPLETENESS = "completeness";

    private final TraceDatabase database;

    private ReportRun(TraceDatabase database) {
        this.database = database;
    }

    /** Makes the views that one report needs, and no other: each costs time at the start. */
    public static ReportRun of(TraceDatabase database, Library library, Definition report) {
        List<String> views = new ArrayList<>(report.needs());
        views.add(COMPLETENESS);
        return of(database, library, views);
    }

    /** Makes all views, for SQL of the user's own. */
    public static ReportRun ofAllViews(TraceDatabase database, Library library) {
        return of(database, library, library.views().stream().map(Definition::name).toList());
    }

    private static ReportRun of(TraceDatabase database, Library library, List<String> views) {
        database.define(library.statements(views));
        return new ReportRun(database);
    }

    /**
     * Gives a parameter its value.
     *
     * @param value null for NULL
     */
    public void set(Parameter parameter, Object value) {
        database.setVariable(parameter.name(), parameter.type(), value);
    }

    /** What the trace lacks. */
    public Completeness completeness() {
        Completeness[] found = new Completeness[1];
        rows(
                "SELECT complete, note FROM completeness",
                rows -> {
                    rows.next();
                    found[0] = completeness(rows);
                });
        return found[0];
    }

    private static Completeness completeness(Rows rows) throws SQLException {
        return new Completeness("true".equals(rows.value(0)), String.valueOf(rows.value(1)));
    }

    /** Runs one SELECT. */
    public void rows(String sql, RowConsumer consumer) {
        database.query(sql, consumer);
    }
}
