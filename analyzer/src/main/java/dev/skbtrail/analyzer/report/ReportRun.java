package dev.skbtrail.analyzer.report;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.trace.RowReader;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Runs SQL over the views of one trace. */
public final class ReportRun {
    private static final String COUNT = "count.sql";

    /** SQL that asks which views there are. */
    private static final Pattern CATALOGUE =
            Pattern.compile(
                    "\\b(?:show|describe|pragma|duckdb_|information_schema|pg_|sqlite_)",
                    Pattern.CASE_INSENSITIVE);

    private final TraceDatabase database;
    private final PacketFilter filter;

    private ReportRun(TraceDatabase database, PacketFilter filter) {
        this.database = database;
        this.filter = filter;
    }

    /** Makes the views that one report needs, and no other: each costs time at the start. */
    public static ReportRun of(
            TraceDatabase database, Library library, PacketFilter filter, Definition report) {
        if (filter.where() != null) {
            return ofAllViews(database, library, filter);
        }
        return of(database, library, filter, withBasics(report.needs()));
    }

    /** With the views that every answer is made of, whatever it is about. */
    private static List<String> withBasics(Collection<String> needs) {
        List<String> views = new ArrayList<>(needs);
        views.addAll(List.of("completeness", "events", "lineage", "trace"));
        return views;
    }

    /**
     * Makes the views that SQL of the user's own names: all of them would take most of the time
     * that a short query needs.
     */
    public static ReportRun ofSql(
            TraceDatabase database, Library library, PacketFilter filter, String sql) {
        String words = sql.toLowerCase(Locale.ROOT);
        List<String> views = new ArrayList<>();
        for (Definition view : library.views()) {
            if (words.contains(view.name())) {
                views.add(view.name());
            }
        }
        if (filter.where() != null || CATALOGUE.matcher(sql).find()) {
            return ofAllViews(database, library, filter);
        }
        return of(database, library, filter, withBasics(views));
    }

    /** Makes all views. */
    public static ReportRun ofAllViews(
            TraceDatabase database, Library library, PacketFilter filter) {
        List<String> views = library.views().stream().map(Definition::name).toList();
        return of(database, library, filter, views);
    }

    private static ReportRun of(
            TraceDatabase database, Library library, PacketFilter filter, List<String> views) {
        database.define(library.statements(views));
        if (filter.where() != null) {
            // It may ask for what is missing.
            database.count(Resources.read(COUNT));
        }
        if (filter.inForce()) {
            filter.apply(database);
        }
        database.count(Resources.read(COUNT));
        return new ReportRun(database, filter);
    }

    /**
     * Gives a parameter its value.
     *
     * @param value null for NULL
     */
    public void set(Parameter parameter, Object value) {
        database.setVariable(parameter.name(), parameter.variableType(), value);
    }

    /**
     * Refuses the number of a packet that is not there: a report would have nothing to say, which
     * reads as if there were nothing to find.
     */
    public void check(Parameter parameter, Object value) {
        if (!parameter.type().equals(Parameter.PACKET)) {
            return;
        }
        database.query(
                "SELECT count(*) FILTER (packet = ?), count(packet),"
                        + " format('{:d} to {:d}', min(packet), max(packet)) FROM events",
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
                        "SELECT count(*) FROM events WHERE packet IS NULL",
                        rows -> rows.next() ? ((Number) rows.value(0)).longValue() : 0);
        return others == 0
                ? filter.text()
                : String.format(
                        Locale.ROOT,
                        "%s; %,d events without a packet are shown too",
                        filter.text(),
                        others);
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
