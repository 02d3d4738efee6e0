package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.trace.Rows;
import java.sql.SQLException;
import java.util.List;

/** One output format. */
public interface Renderer {
    /** Wraps a SELECT so that its rows are in the form that {@link #rows} expects. */
    default String query(String sql) {
        return sql;
    }

    /** Prints the heading. */
    void head(Heading heading);

    /**
     * Writes the rows.
     *
     * @param columns of the report, in order; empty for the user's own SQL
     * @return number of rows
     * @throws SQLException when a row cannot be read
     */
    long rows(List<Column> columns, Rows rows) throws SQLException;

    /** Prints the note below a result: no rows, or possibly more rows than shown. */
    void remark(String text);
}
