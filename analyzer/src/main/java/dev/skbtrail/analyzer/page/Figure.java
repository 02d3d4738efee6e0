package dev.skbtrail.analyzer.page;

import dev.skbtrail.analyzer.render.Cells;
import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Parameter;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.trace.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows of one report as shown on the page, and how many rows there are in all. */
final class Figure {
    /** Rows are counted up to this limit, even if fewer are shown. */
    private static final long COUNTED = 10_000;

    private final Outline outline;
    private final Definition report;
    private final List<Map<String, Object>> columns = new ArrayList<>();
    private final List<List<Object>> rows = new ArrayList<>();
    private long count;

    private Figure(Outline outline, Definition report) {
        this.outline = outline;
        this.report = report;
    }

    /**
     * Runs the report.
     *
     * @return the data for the page's script
     */
    static Map<String, Object> of(
            Outline outline, Definition report, ReportRun run, Commands commands) {
        Figure figure = new Figure(outline, report);
        report.parameters().forEach(parameter -> run.set(parameter, figure.value(parameter)));
        run.rows(report, report.sql(), figure::read);
        return figure.described(commands);
    }

    private Object value(Parameter parameter) {
        String given = outline.options().get(parameter.name());
        if (given != null) {
            return given;
        }
        // Fetch more rows than are shown, in order to count them.
        return parameter.name().equals(Parameter.TOP) ? COUNTED : parameter.defaultValue();
    }

    private boolean read(Rows found) throws SQLException {
        for (int i = 0; i < found.width(); i++) {
            Column column = report.columns().get(i);
            columns.add(
                    map(
                            "name", column.name(),
                            "unit", column.unit().text(),
                            "number", found.isNumber(i),
                            "description", column.description()));
        }
        while (found.next()) {
            if (count < outline.rows()) {
                rows.add(row(found));
            }
            count++;
        }
        return true;
    }

    private static List<Object> row(Rows found) throws SQLException {
        List<Object> row = new ArrayList<>();
        for (int i = 0; i < found.width(); i++) {
            Object value = found.value(i);
            row.add(
                    value == null || value instanceof Number
                            ? value
                            : Cells.text(value, Unit.NONE));
        }
        return row;
    }

    private Map<String, Object> described(Commands commands) {
        return map(
                "name", report.name(),
                "title", report.title(),
                "description", report.description(),
                "shown", outline.shown(),
                "command", commands.of(report.name(), options()),
                "sql", report.sql(),
                "columns", columns,
                "rows", rows,
                "remark", remark());
    }

    /** The options that make the command print all rows. */
    private List<String> options() {
        List<String> options = new ArrayList<>();
        for (Parameter parameter : report.parameters()) {
            String name = "--" + parameter.name().replace('_', '-');
            if (outline.options().containsKey(parameter.name())) {
                options.addAll(List.of(name, outline.options().get(parameter.name())));
            } else if (parameter.name().equals(Parameter.TOP)
                    && parameter.defaultValue() != null
                    && count > Long.parseLong(parameter.defaultValue())) {
                options.addAll(List.of(name, String.valueOf(count)));
            }
        }
        return options;
    }

    private String remark() {
        if (count == 0) {
            return report.empty();
        }
        if (count <= outline.rows()) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "The first %,d of %s%,d rows; the command shows all of these.",
                rows.size(),
                count >= COUNTED ? "at least " : "",
                count);
    }

    /** A map that keeps its keys in order. */
    static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
        }
        return map;
    }
}
