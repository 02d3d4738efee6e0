package dev.skbtrail.analyzer.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What another DuckDB needs to run the program's reports: tables, statements and SQL. It may be a
 * build without the JSON and Parquet extensions. Views that read the JSON of a footer or the
 * storage layout of the file are therefore exported as rows; all other views are created there from
 * the same SQL.
 */
public final class Portable {
    private static final Pattern JSON = Pattern.compile("\\bJSON\\b|->|\\bjson_");

    /** Base relations that the views read. */
    private static final List<String> RELATIONS =
            List.of("_source", "_files", "_sound", "_grouped", "_holes");

    /**
     * Not exported: it contains the path of the file and values of packets that were filtered out.
     */
    private static final String FILE = "_storage";

    /** A one-row table with the variables that views read. */
    private static final String VARIABLES = "_variables";

    private static final List<String> NAMES =
            List.of("packet_middle", "packet_scale", "resumed_traces");

    private final Library library;
    private final Set<String> tables;

    private Portable(Library library, Set<String> tables) {
        this.library = library;
        this.tables = tables;
    }

    /** Prepares the export of a library's reports and views. */
    public static Portable of(Library library) {
        return new Portable(
                library,
                library.views().stream()
                        .filter(
                                view ->
                                        JSON.matcher(view.sql()).find()
                                                || view.needs().contains(FILE))
                        .map(Definition::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** SELECTs that return the rows of each table, by table name. */
    public Map<String, String> tables(ReportRun run) {
        Map<String, String> selects = new LinkedHashMap<>();
        RELATIONS.forEach(name -> selects.put(name, "SELECT * FROM " + name));
        tables.forEach(name -> selects.put(name, run.with(List.of(name), "SELECT * FROM " + name)));
        selects.put(
                VARIABLES,
                NAMES.stream()
                        .map(name -> "getvariable('" + name + "') AS " + name)
                        .collect(Collectors.joining(", ", "SELECT ", "")));
        return selects;
    }

    /**
     * The statements to run first.
     *
     * @param database name of the database that has the tables
     */
    public List<String> opening(String database) {
        Stream<String> relations =
                Stream.concat(RELATIONS.stream(), tables.stream())
                        .map(name -> "CREATE VIEW " + name + " AS FROM " + database + "." + name);
        Stream<String> variables =
                NAMES.stream()
                        .map(
                                name ->
                                        String.join(
                                                "",
                                                "SET VARIABLE " + name + " = (SELECT " + name,
                                                " FROM " + database + "." + VARIABLES + ")"));
        Stream<String> macros =
                library.macros().all().stream().filter(macro -> !JSON.matcher(macro).find());
        return Stream.of(relations, variables, macros).flatMap(statements -> statements).toList();
    }

    /** Statements that create the views, ordered by dependency. */
    public List<String> views() {
        List<String> names = library.views().stream().map(Definition::name).toList();
        return library.missing(names, tables).stream().map(Definition::sql).toList();
    }

    /** SQL preceded by the views that it reads. */
    public String with(Collection<String> views, String sql) {
        return library.with(views, tables, sql);
    }
}
