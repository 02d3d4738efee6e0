package dev.skbtrail.analyzer.report;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.trace.QueryException;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Checks the SQL of a report or view beyond the grammar of its header: it is one SELECT over
 * documented views, returns the columns that its header documents, and has an ORDER BY. Nothing is
 * run, so this cannot tell whether the order is total.
 */
public final class Lint {
    private static final Pattern TABLE =
            Pattern.compile("\"type\":\"BASE_TABLE\"[^{}]*?\"table_name\":\"([^\"]*)\"");
    private static final Pattern CTE =
            Pattern.compile("\"key\":\"([^\"]*)\",\"value\":\\{\"aliases\"");
    private static final Pattern VARIABLE = Pattern.compile("getvariable\\('([a-z_]+)'\\)");
    private static final Set<String> OF_THE_TRACE =
            Set.of(
                    "_source",
                    "_metadata",
                    "_storage",
                    "_files",
                    "_functions",
                    "_grouped",
                    "_holes",
                    "_sound");

    private final TraceDatabase database;
    private final Library library;

    /**
     * @param database with the views that the SQL reads
     */
    public Lint(TraceDatabase database, Library library) {
        this.database = database;
        this.library = library;
    }

    /**
     * @throws UserException naming the file of the report, the first problem and its fix
     */
    public void require(Definition report) {
        List<String> problems = problems(report);
        if (!problems.isEmpty()) {
            throw UserException.data(report.origin().path() + ": " + problems.get(0));
        }
    }

    /** The problems, one line each, with the fix. */
    List<String> problems(Definition definition) {
        List<String> problems = new ArrayList<>();
        try {
            database.requireSelect(definition.select());
        } catch (UserException e) {
            return List.of(e.getMessage());
        }
        checkTables(definition, problems);
        if (!definition.isView()) {
            checkParameters(definition, problems);
            checkOrder(definition, problems);
        }
        if (problems.isEmpty()) {
            checkColumns(definition, problems);
        }
        return problems;
    }

    private void checkTables(Definition definition, List<String> problems) {
        String tree = syntaxTree(definition.select());
        Set<String> read = matches(TABLE, tree);
        read.removeAll(matches(CTE, tree));
        for (String table : read) {
            boolean known =
                    library.view(table).isPresent()
                            || definition.isView() && OF_THE_TRACE.contains(table);
            if (!known) {
                problems.add(table + " is not a view; skbtrail list shows the views");
            }
        }
        if (problems.isEmpty() && !read.equals(new TreeSet<>(definition.needs()))) {
            problems.add(
                    "it reads other views than its header says; write -- needs: " + list(read));
        }
    }

    private void checkParameters(Definition report, List<String> problems) {
        Set<String> declared = new TreeSet<>();
        report.parameters().forEach(parameter -> declared.add(parameter.name()));
        Set<String> used = matches(VARIABLE, report.sql());
        report.needs().stream()
                .flatMap(need -> library.view(need).stream())
                .forEach(view -> used.addAll(matches(VARIABLE, view.sql())));
        for (String name : used) {
            if (!declared.contains(name)) {
                problems.add("getvariable('" + name + "') has no line -- param: in the header");
            }
        }
        declared.removeAll(used);
        for (String name : declared) {
            problems.add("the parameter " + name + " is not used; take its line out of the header");
        }
    }

    private void checkOrder(Definition report, List<String> problems) {
        String tree = syntaxTree(report.select());
        int end = tree.indexOf("\"cte_map\"");
        if (end < 0 || !tree.substring(0, end).contains("ORDER_MODIFIER")) {
            problems.add(
                    "its rows have no order; end it with ORDER BY over columns that tell all rows"
                            + " apart");
        }
    }

    private void checkColumns(Definition definition, List<String> problems) {
        if (definition.columns().get(0).name().equals(Column.CONTRACT)) {
            return;
        }
        Map<String, String> types;
        try {
            types = columnTypes(definition);
        } catch (QueryException e) {
            problems.add(e.firstLine());
            return;
        }
        List<String> documented = definition.columns().stream().map(Column::name).toList();
        if (!documented.equals(List.copyOf(types.keySet()))) {
            problems.add(
                    "its columns are "
                            + list(types.keySet())
                            + "; the header has "
                            + list(documented));
            return;
        }
        for (Column column : definition.columns()) {
            if (column.unit().isForNumbers() && !Rows.isNumeric(types.get(column.name()))) {
                problems.add(
                        String.format(
                                Locale.ROOT,
                                "column %s is %s, no number; its unit %s is for numbers",
                                column.name(),
                                types.get(column.name()),
                                column.unit().text()));
            }
        }
    }

    private Map<String, String> columnTypes(Definition definition) {
        for (Parameter parameter : definition.parameters()) {
            Object value = parameter.required() ? "1" : parameter.defaultValue();
            database.setVariable(parameter.name(), parameter.variableType(), value);
        }
        String select = definition.isView() ? "FROM " + definition.name() : definition.sql();
        String described = select.strip().replaceFirst(";$", "");
        return database.query(
                "SELECT column_name, column_type FROM (DESCRIBE " + described + "\n)", Lint::pairs);
    }

    private String syntaxTree(String sql) {
        return database.query(
                "SELECT CAST(json_serialize_sql(?) AS VARCHAR) AS tree",
                List.of(sql),
                rows -> rows.next() ? String.valueOf(rows.value(0)) : "");
    }

    private static Map<String, String> pairs(Rows rows) throws SQLException {
        Map<String, String> pairs = new LinkedHashMap<>();
        while (rows.next()) {
            pairs.put((String) rows.value(0), (String) rows.value(1));
        }
        return pairs;
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().map((MatchResult r) -> r.group(1)).forEach(found::add);
        return found;
    }

    private static String list(Iterable<String> names) {
        return String.join(", ", names);
    }
}
