package dev.skbtrail.analyzer.report;

/**
 * A column to sort by; rows without a value come last.
 *
 * @param descending largest first
 */
public record SortKey(Column column, boolean descending) {
    String sql() {
        return Arrangement.quoted(column) + (descending ? " DESC" : " ASC") + " NULLS LAST";
    }
}
