package dev.skbtrail.analyzer.report;

import java.util.List;
import java.util.Locale;

/**
 * A report or a view: the header of its {@code .sql}, and the SQL itself.
 *
 * @param origin its name and file
 * @param needs views that the SQL reads; names that begin with _ are tables of the trace
 * @param empty message for when there are no rows; "" for a view
 * @param inline whether a view is recomputed each time it is read; otherwise its rows may be kept
 * @param sql the whole file
 */
public record Definition(
        Origin origin,
        String title,
        String description,
        List<String> needs,
        List<Parameter> parameters,
        List<Column> columns,
        String empty,
        String cost,
        boolean inline,
        String sql) {
    static final String VIEWS = "views";

    /** Directory of views that only other views and the program's own reports read. */
    static final String INTERNAL = "internal";

    private static final String MAKES_VIEW = "CREATE VIEW %s AS\n";

    /** The name of the report or view. */
    public String name() {
        return origin.name();
    }

    /** The subject of the report or view. */
    public String category() {
        return origin.category();
    }

    /** Whether this is a view, that is, SQL for use in other SQL; everything else is a report. */
    public boolean isView() {
        return isView(category());
    }

    /** Whether this may change at any time and is therefore not listed. */
    public boolean isInternal() {
        return category().equals(INTERNAL);
    }

    static boolean isView(String category) {
        return category.equals(VIEWS) || category.equals(INTERNAL);
    }

    /** The SELECT; for a view, without the CREATE VIEW before it. */
    String select() {
        return isView() ? sql.replace(String.format(Locale.ROOT, MAKES_VIEW, name()), "") : sql;
    }

    /** The view as a CTE of a larger statement. */
    String part() {
        return name() + (inline ? " AS NOT MATERIALIZED " : " AS ") + Nested.of(select());
    }
}
