package dev.skbtrail.analyzer.report;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.trace.RowReader;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Runs SQL over the views of one trace. */
public final class ReportRun {
    /** Read by {@link MissingEvents} and most reports, so computed once. */
    private static final String COUNTED = "traces";

    /** SQL that lists the existing views. */
    private static final Pattern CATALOGUE =
            Pattern.compile(
                    "\\b(?:show|describe\\s*(?:[;)]|$)|pragma|duckdb_|information_schema|pg_|sqlite_)",
                    Pattern.CASE_INSENSITIVE);

    /** The views that {@link PacketFilter} reads. */
    private static final List<String> FILTERED = List.of("events", "lineage", "trace");

    private final TraceDatabase database;
    private final Library library;
    private final PacketFilter filter;

    /** Views whose rows are kept in a table of the same name. */
    private final Set<String> tables = new HashSet<>();

    /** Views that exist in the database. */
    private final Set<String> views = new HashSet<>();

    private List<String> unmatched = List.of();
    private Completeness completeness;

    private ReportRun(TraceDatabase database, Library library, PacketFilter filter) {
        this.database = database;
        this.library = library;
        this.filter = filter;
    }

    /** Prepares a run of reports only, whose views are added to each query: see {@link #rows}. */
    public static ReportRun of(TraceDatabase database, Library library, PacketFilter filter) {
        ReportRun run = new ReportRun(database, library, filter);
        run.open();
        return run;
    }

    /** Creates all views, which takes longer than most reports. */
    public static ReportRun ofAllViews(
            TraceDatabase database, Library library, PacketFilter filter) {
        ReportRun run = of(database, library, filter);
        run.makeAllViews();
        return run;
    }

    /**
     * Creates only the views named in the user's own SQL: creating all of them would take most of
     * the time of a short query.
     */
    public void makeViews(String sql) {
        if (CATALOGUE.matcher(sql).find()) {
            makeAllViews();
        } else {
            make(named(library, sql));
        }
    }

    private void makeAllViews() {
        make(library.views().stream().map(Definition::name).toList());
    }

    private void make(Collection<String> names) {
        Set<String> there = new HashSet<>(tables);
        there.addAll(views);
        List<Definition> missing = library.missing(names, there);
        database.define(missing.stream().map(Definition::sql).toList());
        missing.forEach(view -> views.add(view.name()));
    }

    private static List<String> named(Library library, String sql) {
        String words = sql.toLowerCase(Locale.ROOT);
        return library.views().stream().map(Definition::name).filter(words::contains).toList();
    }

    private void open() {
        database.makeFirst(library.macros()::before);
        keep(List.of(COUNTED));
        if (filter.inForce()) {
            make(FILTERED);
        }
        if (filter.where() != null) {
            make(named(library, filter.where()));
            // The condition may read the views on missing events.
            MissingEvents.count(database);
        }
        unmatched = filter.inForce() ? filter.apply(database) : List.of();
        MissingEvents.count(database);
    }

    /** Materializes views that several queries read, except those with a row per event. */
    public void keep(Collection<String> views) {
        for (String view : library.kept(views)) {
            if (!tables.contains(view)) {
                database.keep(view, with(List.of(view), "FROM " + view));
                tables.add(view);
            }
        }
    }

    /** SQL preceded by the views that it reads, see {@link Library#with}. */
    public String with(Collection<String> views, String sql) {
        return library.with(views, tables, sql);
    }

    /**
     * Sets a parameter.
     *
     * @param value null for NULL
     */
    public void set(Parameter parameter, Object value) {
        set(parameter.name(), parameter.variableType(), value);
    }

    void set(String variable, String type, Object value) {
        database.setVariable(variable, type, value);
    }

    /**
     * Rejects a packet number that is not in the trace. The report would be empty, which looks as
     * if there were nothing to find.
     */
    public void check(Parameter parameter, Object value) {
        if (!parameter.type().equals(Parameter.PACKET)) {
            return;
        }
        database.query(
                with(
                        List.of("events"),
                        "SELECT count(*) FILTER (packet = ?), count(packet),"
                                + " format('{:d} to {:d}', min(packet), max(packet)) FROM events"),
                List.of(value),
                rows -> requirePacket(value, rows));
    }

    private boolean requirePacket(Object packet, Rows rows) throws SQLException {
        rows.next();
        if (((Number) rows.value(0)).longValue() > 0) {
            return true;
        }
        String those = filter.inForce() ? "those that the filter leaves" : "the trace's packets";
        String known =
                ((Number) rows.value(1)).longValue() == 0
                        ? "there are none"
                        : those + " are " + rows.value(2) + "; skbtrail packets lists them";
        throw UserException.data("there is no packet " + packet + "; " + known);
    }

    /** The filter in force, in words; "" for none. */
    public String filter() {
        if (!filter.inForce()) {
            return "";
        }
        long others =
                rows(
                        List.of("events"),
                        "SELECT count(*) FROM events WHERE packet IS NULL",
                        rows -> rows.next() ? ((Number) rows.value(0)).longValue() : 0);
        List<String> parts = new ArrayList<>(List.of(filter.text()));
        parts.addAll(unmatched);
        if (others > 0) {
            parts.add(
                    String.format(
                            Locale.ROOT, "%,d events without a packet are shown too", others));
        }
        return String.join("; ", parts);
    }

    /** What the trace lacks. Computed once, before the first report runs. */
    public synchronized Completeness completeness() {
        if (completeness == null) {
            completeness =
                    rows(
                            List.of("completeness"),
                            "SELECT complete, note FROM completeness",
                            ReportRun::completeness);
        }
        return completeness;
    }

    private static Completeness completeness(Rows rows) throws SQLException {
        rows.next();
        return new Completeness("true".equals(rows.value(0)), String.valueOf(rows.value(1)));
    }

    /** Runs one SELECT over views that already exist; see {@link TraceDatabase#query}. */
    public <T> T rows(String sql, RowReader<T> reader) {
        return database.query(sql, reader);
    }

    /**
     * Runs the SQL of a report together with its views. The user's own SQL may have a form that no
     * view can be prepended to, so its views have been created beforehand.
     */
    public <T> T rows(Definition report, String sql, RowReader<T> reader) {
        return library.isOwn(report) ? rows(sql, reader) : rows(report.needs(), sql, reader);
    }

    /** Runs one SELECT together with the views that it reads. */
    public <T> T rows(Collection<String> views, String sql, RowReader<T> reader) {
        return database.report(with(views, sql), reader);
    }
}
