package dev.skbtrail.analyzer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every file in {@code queries} has to keep. The header's grammar itself: {@link HeaderTest}.
 */
class QueriesLintTest {
    private static final Library LIBRARY = Library.load();
    private static final int WIDEST_LINE = 100;
    private static TraceDatabase database;

    @BeforeAll
    static void openAnEmptyTrace() {
        database = TraceDatabase.empty();
        ReportRun.ofAllViews(database, LIBRARY, PacketFilter.NONE);
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
    void keepsToWhatEveryReportHasTo(Definition definition) {
        assertEquals(List.of(), new Lint(database, LIBRARY).problems(definition));
    }

    @Test
    void showsTheColumnsOfTheContractInEvents() {
        List<String> columns =
                SyntheticTrace.read(SyntheticTrace.root().resolve("queries/schema/event.csv"))
                        .lines()
                        .skip(1)
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .filter(name -> !name.startsWith("lost"))
                        .toList();
        assertEquals(columns, database.query("FROM events", QueriesLintTest::names));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void keepsItsLinesShortAndItsNeedsSorted(Definition definition) {
        assertShortLines(definition.sql());
        assertEquals(definition.needs().stream().sorted().toList(), definition.needs());
        assertFalse(definition.title().endsWith("."), "a title is not a sentence");
    }

    @Test
    void keepsLinesShortInWhatIsNeitherReportNorView() {
        List<String> others =
                Resources.list(".sql").stream().filter(path -> !path.contains("/")).toList();
        assertTrue(others.contains("prelude.sql"), others.toString());
        others.forEach(path -> assertShortLines(Resources.read(path)));
    }

    @Test
    void documentsEveryMacro() {
        String prelude = SyntheticTrace.read(SyntheticTrace.root().resolve("queries/prelude.sql"));
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

    private static List<String> names(Rows rows) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rows.width(); i++) {
            names.add(rows.name(i));
        }
        return names;
    }

    private static List<String> firstColumn(Rows rows) throws SQLException {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
            values.add((String) rows.value(0));
        }
        return values;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult r) -> r.group(1)).toList();
    }
}
