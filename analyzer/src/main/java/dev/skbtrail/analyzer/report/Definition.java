package dev.skbtrail.analyzer.report;

import java.util.List;
import java.util.Locale;

/**
 * A report or a view: what the header of its {@code .sql} says, and the SQL itself.
 *
 * @param origin its name and file
 * @param needs views that the SQL reads; names that begin with _ are tables of the trace
 * @param empty what to say when there are no rows; "" for a view
 * @param inline is a view to be worked out anew where it is read again? Else its rows may be kept
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

    /** Directory of the views that only other views and our own reports read. */
    static final String INTERNAL = "internal";

    private static final String MAKES_VIEW = "CREATE VIEW %s AS\n";

    /** What it is called. */
    public String name() {
        return origin.name();
    }

    /** What it is about. */
    public String category() {
        return origin.category();
    }

    /** A view is SQL for other SQL; everything else is a report. */
    public boolean isView() {
        return isView(category());
    }

    /** May it change at any time? Then it is not listed. */
    public boolean isInternal() {
        return category().equals(INTERNAL);
    }

    static boolean isView(String category) {
        return category.equals(VIEWS) || category.equals(INTERNAL);
    }

    /** The SELECT: of a view without the CREATE VIEW before it. */
    String select() {
        return isView() ? sql.replace(String.format(Locale.ROOT, MAKES_VIEW, name()), "") : sql;
    }

    /** A view as a part of a larger statement. */
    String part() {
        return name() + (inline ? " AS NOT MATERIALIZED " : " AS ") + Nested.of(select());
    }
}
