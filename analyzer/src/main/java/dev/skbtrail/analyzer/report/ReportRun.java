package dev.skbtrail.analyzer.report;

import dev.skbtrail.analyzer.trace.RowReader;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs SQL over the views of one trace. */
public final class ReportRun {
    private final TraceDatabase database;

    private ReportRun(TraceDatabase database) {
        this.database = database;
    }

    /** Makes the views that one report needs, and no other: each costs time at the start. */
    public static ReportRun of(TraceDatabase database, Library library, Definition report) {
        List<String> views = new ArrayList<>(report.needs());
        views.add("completeness");
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
        return rows("SELECT complete, note FROM completeness", ReportRun::completeness);
    }

    private static Completeness completeness(Rows rows) throws SQLException {
        rows.next();
        return new Completeness("true".equals(rows.value(0)), String.valueOf(rows.value(1)));
    }

    /** Runs one SELECT; see {@link TraceDatabase#query}. */
    public <T> T rows(String sql, RowReader<T> reader) {
        return database.query(sql, reader);
    }
}
