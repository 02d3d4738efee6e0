package dev.skbtrail.analyzer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The view {@code reasons} has a row for each drop reason that kernels use. */
class ReasonsTest {
    private static final Path ROOT = SyntheticTrace.root();
    private static final String NAMES =
            """
            SELECT unnest(map_values(CAST(decode(value) AS JSON)::MAP(VARCHAR, VARCHAR)))
            FROM parquet_kv_metadata('%s/sample-traces/*/trace.parquet')
            WHERE decode(key) = 'skbtrail.drop_reasons'
            """;
    private static TraceDatabase database;
    private static ReportRun run;

    @BeforeAll
    static void openAnEmptyTrace() {
        database = TraceDatabase.empty();
        run = ReportRun.of(database, Library.load(), PacketFilter.NONE);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static List<String> rows(String sql) {
        run.makeViews(sql);
        return run.rows(sql, ReasonsTest::firstColumn);
    }

    private static List<String> firstColumn(Rows rows) throws SQLException {
        Stream.Builder<String> values = Stream.builder();
        while (rows.next()) {
            values.add(String.valueOf(rows.value(0)));
        }
        return values.build().toList();
    }

    @Test
    void hasEveryReasonOfTheKernelsThatWereLookedAt() {
        Path list = ROOT.resolve("analyzer/src/test/resources/drop-reasons");
        Set<String> names = new TreeSet<>();
        SyntheticTrace.read(list)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> names.add(line.substring(line.indexOf(' ') + 1)));
        assertTrue(names.size() > 100, names.toString());
        assertHas(names);
    }

    @Test
    void hasEveryReasonThatASampleTraceNames() throws SQLException {
        Set<String> names = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(NAMES.formatted(ROOT))) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        assertHas(names);
    }

    /** The enum also contains frees that are not drops; these need no row. */
    private static void assertHas(Set<String> names) {
        names.removeAll(Set.of("CONSUMED", "NOT_DROPPED_YET"));
        assertTrue(names.contains("NOT_SPECIFIED"), names.toString());
        names.removeAll(new HashSet<>(rows("SELECT reason FROM reasons")));
        assertEquals(Set.of(), names);
    }

    @Test
    void saysEachThingOnceAndAsASentence() {
        assertEquals(List.of(), rows("SELECT reason FROM reasons GROUP BY 1 HAVING count(*) > 1"));
        assertEquals(List.of(), rows("SELECT area FROM remedies GROUP BY 1 HAVING count(*) > 1"));
        assertEquals(
                List.of(),
                rows(
                        "SELECT area FROM remedies WHERE NOT ends_with(change, '.')"
                                + " OR area NOT IN (SELECT area FROM reasons)"));
        assertEquals(
                List.of(),
                rows(
                        "SELECT reason FROM reasons WHERE ends_with(meaning, '.') OR certainty"
                                + " NOT IN ('certain', 'likely', 'possible')"));
    }

    /** Each command runs as printed, without placeholders to fill in. */
    @Test
    void hasCommandsThatAreWhole() {
        assertEquals(
                List.of(),
                rows(
                        "SELECT confirm FROM reasons WHERE regexp_matches(confirm, '\\b[A-Z]{5,}\\b|[<>{}]')"));
    }
}
