package dev.skbtrail.analyzer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.RowReader;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every file in {@code queries} has to keep. The header's grammar itself: {@link HeaderTest}.
 */
class QueriesLintTest {
    private static final Library LIBRARY = Library.load();
    private static final int WIDEST_LINE = 100;
    private static final Pattern TABLE =
            Pattern.compile("\"type\":\"BASE_TABLE\"[^{}]*?\"table_name\":\"([^\"]*)\"");
    private static final Pattern CTE =
            Pattern.compile("\"key\":\"([^\"]*)\",\"value\":\\{\"aliases\"");
    private static final Pattern VARIABLE = Pattern.compile("getvariable\\('([a-z_]+)'\\)");

    @TempDir private static Path directory;
    private static TraceDatabase database;

    @BeforeAll
    static void openAnEmptyTrace() {
        Path trace = SyntheticTrace.write(directory, "empty", "SELECT 1");
        database = TraceDatabase.open(List.of(new TraceFile(trace)), new Limits(null, 1));
        ReportRun.ofAllViews(database, LIBRARY, new PacketFilter(List.of(), null));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    static Stream<Definition> definitions() {
        return Stream.concat(reports(), LIBRARY.views().stream());
    }

    static Stream<Definition> reports() {
        return LIBRARY.reports().stream();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void documentsExactlyTheColumnsThatItHasInTheirOrder(Definition definition) {
        assertEquals(documented(definition), columnsOf(definition));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void namesExactlyTheViewsThatItReads(Definition definition) {
        String tree = syntaxTree(select(definition));
        Set<String> read = matches(TABLE, tree);
        read.removeAll(matches(CTE, tree));
        assertEquals(new TreeSet<>(definition.needs()), read, "needs: against the SQL");
        Set<String> allowed =
                LIBRARY.views().stream()
                        .map(Definition::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (definition.isView()) {
            allowed.addAll(Set.of("_source", "_metadata", "_storage"));
        }
        assertTrue(allowed.containsAll(read), read + " are documented views");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void isOneSelect(Definition definition) {
        database.requireSelect(select(definition));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void keepsItsLinesShortAndItsNeedsSorted(Definition definition) {
        assertShortLines(definition.sql());
        assertEquals(definition.needs().stream().sorted().toList(), definition.needs());
        assertFalse(definition.title().endsWith("."), "a title is no sentence");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void declaresAndUsesItsParameters(Definition report) {
        Set<String> declared = new TreeSet<>();
        report.parameters().forEach(parameter -> declared.add(parameter.name()));
        Set<String> used = matches(VARIABLE, report.sql());
        LIBRARY.views().stream()
                .filter(view -> report.needs().contains(view.name()))
                .forEach(view -> used.addAll(matches(VARIABLE, view.sql())));
        used.remove("trace");
        assertEquals(declared, used);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void endsInAnOrder(Definition report) {
        String tree = syntaxTree(select(report));
        String outermost = tree.substring(0, tree.indexOf("\"cte_map\""));
        assertTrue(outermost.contains("ORDER_MODIFIER"), "the last SELECT has ORDER BY");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void givesUnitsToNumbersOnly(Definition report) {
        runEmpty(
                report,
                rows -> {
                    for (int i = 0; i < rows.width(); i++) {
                        Unit unit = report.columns().get(i).unit();
                        boolean text = unit == Unit.NONE || unit == Unit.GROUP || unit == Unit.TIME;
                        assertTrue(text || rows.isNumber(i), rows.name(i) + " is a number");
                    }
                    return rows.width();
                });
    }

    @Test
    void documentsEveryMacro() {
        String prelude = SyntheticTrace.read(SyntheticTrace.root().resolve("queries/prelude.sql"));
        assertShortLines(prelude);
        List<String> made = found(Pattern.compile("CREATE MACRO (\\w+\\([^)]*\\))"), prelude);
        List<String> told =
                found(Pattern.compile("-- macro: (\\w+\\([^)]*\\))\n-- description: \\S"), prelude);
        assertFalse(made.isEmpty());
        assertEquals(told, made);
    }

    /** The catalogue is what the recorder can record; a packet's life has words for all of it. */
    @Test
    void hasAMeaningForEveryFunctionOfTheCatalogue() {
        Set<String> functions = new TreeSet<>();
        SyntheticTrace.read(SyntheticTrace.root().resolve("bpf/catalogue"))
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .forEach(line -> functions.add(line.trim().split("\\s+")[1]));
        functions.removeAll(
                database.query(
                        "SELECT function FROM functions WHERE meaning <> ''",
                        QueriesLintTest::firstColumn));
        assertEquals(Set.of(), functions, "queries/views/functions.sql lacks them");
    }

    private static void assertShortLines(String sql) {
        List<String> wide = sql.lines().filter(line -> line.length() > WIDEST_LINE).toList();
        assertEquals(List.of(), wide);
        assertFalse(sql.contains("\t"), "spaces, no tabs");
    }

    private static List<String> documented(Definition definition) {
        if (definition.columns().get(0).name().equals("*")) {
            return SyntheticTrace.read(SyntheticTrace.root().resolve("queries/schema/event.csv"))
                    .lines()
                    .skip(1)
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .filter(name -> !name.startsWith("lost"))
                    .toList();
        }
        return definition.columns().stream().map(Column::name).toList();
    }

    private static List<String> columnsOf(Definition definition) {
        return definition.isView()
                ? database.query(
                        "FROM \"" + definition.name() + "\" LIMIT 0", QueriesLintTest::names)
                : runEmpty(definition, QueriesLintTest::names);
    }

    private static List<String> names(Rows rows) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rows.width(); i++) {
            names.add(rows.name(i));
        }
        return names;
    }

    private static <T> T runEmpty(Definition report, RowReader<T> reader) {
        for (Parameter parameter : report.parameters()) {
            Object value = parameter.required() ? Integer.valueOf(1) : parameter.defaultValue();
            database.setVariable(parameter.name(), parameter.variableType(), value);
        }
        return database.query(report.sql(), reader);
    }

    /** The SELECT alone, as a syntax tree of it can be had. */
    private static String select(Definition definition) {
        String sql = definition.sql();
        return definition.isView()
                ? sql.replaceFirst("CREATE VIEW " + definition.name() + " AS\n", "")
                : sql;
    }

    private static String syntaxTree(String sql) {
        database.setVariable("lint", "VARCHAR", sql);
        return database.query(
                        "SELECT CAST(json_serialize_sql(getvariable('lint')) AS VARCHAR)",
                        QueriesLintTest::firstColumn)
                .get(0);
    }

    private static List<String> firstColumn(Rows rows) throws SQLException {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
            values.add((String) rows.value(0));
        }
        return values;
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return new TreeSet<>(found(pattern, text));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult r) -> r.group(1)).toList();
    }
}
