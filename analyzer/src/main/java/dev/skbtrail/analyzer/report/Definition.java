package dev.skbtrail.analyzer.report;

import java.util.List;

/**
 * A report or a view: what the header of its {@code .sql} says, and the SQL itself.
 *
 * @param category directory below {@code queries}
 * @param name file name without {@code .sql}
 * @param needs views that the SQL reads; names that begin with _ are tables of the trace
 * @param empty what to say when there are no rows; "" for a view
 * @param sql the whole file
 */
public record Definition(
        String category,
        String name,
        String title,
        String description,
        List<String> needs,
        List<Parameter> parameters,
        List<Column> columns,
        String empty,
        String cost,
        String sql) {
    static final String VIEWS = "views";

    /** A view is SQL for other SQL; everything else is a report. */
    public boolean isView() {
        return category.equals(VIEWS);
    }
}
