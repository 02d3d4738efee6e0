package dev.skbtrail.analyzer.report;

import dev.skbtrail.analyzer.UserException;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the rows of a report are shown: the columns, the sort order and the time format. The report's
 * SQL is nested in a larger SELECT that uses the column names of its header.
 */
public final class Arrangement {
    /** Matches a report in which --top does nothing but limit the rows. */
    private static final Pattern CUT = Pattern.compile("\\sLIMIT getvariable\\('top'\\)[\\s;]*$");

    /** Cannot collide: column names of reports contain no spaces. */
    private static final String PLACE = "\"its place\"";

    private final Definition report;
    private final List<Column> chosen;
    private final List<SortKey> keys;
    private final TimeFormat time;

    /**
     * @param chosen columns to show; empty for all
     * @param keys sort keys, most significant first; empty for the report's own order
     * @param time null to show times as the report has them
     */
    public Arrangement(
            Definition report, List<Column> chosen, List<SortKey> keys, TimeFormat time) {
        this.report = report;
        this.chosen = chosen.isEmpty() ? report.columns() : chosen;
        this.keys = keys;
        this.time = time;
    }

    /** Shows all columns in the report's own order. */
    public static Arrangement asIs(Definition report) {
        return new Arrangement(report, List.of(), List.of(), null);
    }

    /** The report that the rows come from. */
    public Definition report() {
        return report;
    }

    /**
     * Sets the variables that {@link #sql} needs.
     *
     * @throws UserException when absolute times are requested and the trace does not say when it
     *     began
     */
    public void prepare(ReportRun run) {
        if (time != null) {
            TraceClock.of(run).set(run, ZoneId.systemDefault());
        }
    }

    /** The columns of the rows, with the units of what is shown. */
    public List<Column> columns() {
        return time == null ? chosen : chosen.stream().map(time::column).toList();
    }

    /**
     * The SELECT to run. If --top merely limits the rows of a report, all rows are sorted first and
     * then cut off. If --top limits groups or the rest is summed up, only the rows shown are
     * sorted.
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

    /** Qualified, because the formatted time may have the same name as its column. */
    static String quoted(Column column) {
        return "shown." + name(column);
    }

    private static String name(Column column) {
        return '"' + column.name().replace("\"", "\"\"") + '"';
    }
}
