package dev.skbtrail.analyzer.trace;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares the footer's statistics for each column and row group with the rows. A column chunk that
 * the footer calls empty cannot be compared, because DuckDB does not read its pages.
 */
final class StatisticsCheck {
    /** Names that need no quoting in SQL; the contract has no others. */
    private static final String PLAIN = "[A-Za-z_][A-Za-z0-9_]*";

    private static final int LONGEST_VALUE = 60;

    private final Footer footer;
    private final Map<String, String> columns;
    private final Map<Integer, Map<String, Range>> said = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long compared;
    private long empty;

    /**
     * @param database opened on that file only
     */
    StatisticsCheck(TraceDatabase database, Footer footer) {
        this.footer = footer;
        this.columns =
                database.query(
                        "SELECT column_name, column_type FROM " + Scan.columns(1),
                        StatisticsCheck::expressions);
        for (Footer.Chunk chunk : footer.chunks()) {
            Range range = chunk.range();
            if (range.nulls() != null
                    && range.nulls().equals(footer.groups().get(chunk.group() - 1))) {
                empty++;
            } else if (columns.containsKey(chunk.column()) && range.isKnown()) {
                said.computeIfAbsent(chunk.group(), group -> new HashMap<>())
                        .put(chunk.column(), range);
                compared++;
            }
        }
        if (compared > 0) {
            database.define(List.of(Scan.forgetStatistics(1, columns.keySet())));
            database.query(sql(), this::compare);
        }
    }

    /** Expressions for the columns whose values can be compared, by name. */
    private static Map<String, String> expressions(Rows rows) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        while (rows.next()) {
            String name = String.valueOf(rows.value(0));
            String type = String.valueOf(rows.value(1));
            String expression =
                    switch (type) {
                        case "VARCHAR", "BIGINT" -> name;
                        case "INTEGER" -> "CAST(" + name + " AS BIGINT)";
                        case "TIMESTAMP WITH TIME ZONE" -> "epoch_us(" + name + ")";
                        default -> "epoch_ns(CAST(" + name + " AS TIMESTAMP_NS))";
                    };
            if (name.matches(PLAIN) && type.matches("VARCHAR|BIGINT|INTEGER|TIMESTAMP.*")) {
                columns.put(name, expression);
            }
        }
        return columns;
    }

    private String sql() {
        String values =
                columns.values().stream()
                        .map(
                                value ->
                                        "min("
                                                + value
                                                + "), max("
                                                + value
                                                + "), count("
                                                + value
                                                + ")")
                        .collect(Collectors.joining(", "));
        return "SELECT "
                + group()
                + " AS g, count(*), "
                + values
                + " FROM "
                + Scan.rows(List.of(1))
                + " GROUP BY g ORDER BY g";
    }

    /** SQL for the number of the row group that a row is in. */
    private String group() {
        StringBuilder group = new StringBuilder("CASE");
        long end = 0;
        for (int number = 1; number <= footer.groups().size(); number++) {
            end += footer.groups().get(number - 1);
            group.append(" WHEN file_row_number < ").append(end).append(" THEN ").append(number);
        }
        return group.append(" END").toString();
    }

    private boolean compare(Rows rows) throws SQLException {
        while (rows.next()) {
            int group = ((Number) rows.value(0)).intValue();
            long count = ((Number) rows.value(1)).longValue();
            int column = 2;
            for (String name : columns.keySet()) {
                Range range = said.getOrDefault(group, Map.of()).getOrDefault(name, Range.NONE);
                Object least = rows.value(column++);
                Object greatest = rows.value(column++);
                long nulls = count - ((Number) rows.value(column++)).longValue();
                String where = "column " + name + ", row group " + group + ": ";
                if (!range.allowsLeast(Range.of(least))) {
                    problems.add(where + said("the least value is ", least, range.least()));
                }
                if (!range.allowsGreatest(Range.of(greatest))) {
                    problems.add(
                            where + said("the greatest value is ", greatest, range.greatest()));
                }
                if (range.nulls() != null && range.nulls() != nulls) {
                    problems.add(where + said("rows without a value: ", nulls, range.nulls()));
                }
            }
        }
        return true;
    }

    private static String said(String what, Object found, Object said) {
        return what + cut(found) + ", the footer says " + cut(said);
    }

    private static String cut(Object value) {
        String text = value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + " ...";
    }

    /** The problems, one line each. */
    List<String> problems() {
        return problems;
    }

    /** Number of column chunks whose statistics were compared. */
    long compared() {
        return compared;
    }

    /** Number of column chunks that have no value according to the footer. */
    long empty() {
        return empty;
    }
}
