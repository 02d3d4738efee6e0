package dev.skbtrail.analyzer.report;

import dev.skbtrail.analyzer.UserException;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the rows of a report are shown: which columns, sorted by what, and how moments are written.
 * The report's SQL becomes a part of a larger SELECT, in which all names are those of its header.
 */
public final class Arrangement {
    /** Where a report does nothing with --top but cut its rows off. */
    private static final Pattern CUT = Pattern.compile("\\sLIMIT getvariable\\('top'\\)[\\s;]*$");

    /** No column of a report has a space in its name. */
    private static final String PLACE = "\"its place\"";

    private final Definition report;
    private final List<Column> chosen;
    private final List<SortKey> keys;
    private final TimeFormat time;

    /**
     * @param chosen columns to show; empty for all
     * @param keys what to sort by first, and then; empty for the report's own order
     * @param time null for moments as the report has them
     */
    public Arrangement(
            Definition report, List<Column> chosen, List<SortKey> keys, TimeFormat time) {
        this.report = report;
        this.chosen = chosen.isEmpty() ? report.columns() : chosen;
        this.keys = keys;
        this.time = time;
    }

    /** All columns, in the report's own order. */
    public static Arrangement asIs(Definition report) {
        return new Arrangement(report, List.of(), List.of(), null);
    }

    /** The report whose rows these are. */
    public Definition report() {
        return report;
    }

    /**
     * Sets what {@link #sql} needs.
     *
     * @throws UserException when moments are wanted and the trace does not say when it began
     */
    public void prepare(ReportRun run) {
        if (time != null) {
            TraceClock.of(run).set(run, ZoneId.systemDefault());
        }
    }

    /** Columns of the rows, with the units of what is shown. */
    public List<Column> columns() {
        return time == null ? chosen : chosen.stream().map(time::column).toList();
    }

    /**
     * The SELECT to run. Where a report only cuts its rows off at --top, all are sorted and then
     * cut off; where it counts groups or sums up the rest, the rows that it shows are sorted.
     */
    public String sql() {
        if (keys.isEmpty()) {
            boolean same = time == null && chosen.equals(report.columns());
            return same ? report.sql() : select() + Nested.of(report.sql()) + " AS shown";
        }
        Matcher cut = CUT.matcher(report.sql());
        boolean cuts = cut.find();
        String all = cuts ? report.sql().substring(0, cut.start()) : report.sql();
        String order = keys.stream().map(SortKey::sql).collect(Collectors.joining(", "));
        return select()
                + ("(SELECT *, row_number() OVER () AS " + PLACE + " FROM " + Nested.of(all))
                + (" AS rows) AS shown\nORDER BY " + order + ", shown." + PLACE)
                + (cuts ? "\nLIMIT getvariable('top')" : "");
    }

    private String select() {
        return chosen.stream()
                .map(column -> value(column) + " AS " + name(column))
                .collect(Collectors.joining(", ", "SELECT ", "\nFROM "));
    }

    private String value(Column column) {
        return time == null ? quoted(column) : time.sql(column);
    }

    /** Not the text of a moment, which may have the name of its column. */
    static String quoted(Column column) {
        return "shown." + name(column);
    }

    private static String name(Column column) {
        return '"' + column.name().replace("\"", "\"\"") + '"';
    }
}
