package dev.skbtrail.analyzer.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Suite;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Neither what a file claims apart from its rows nor its location affects the result. */
class ScanTest {
    /**
     * Aggregates that need every row group, including some that DuckDB would take from statistics.
     */
    private static final String SUMS =
            "SELECT packet, count(*) AS n, min(seq) AS a, max(seq) AS b, sum(ifindex) AS c,"
                    + " min(len) AS d, string_agg(DISTINCT function, ' ' ORDER BY function) AS e,"
                    + " min(ts) AS f, max(sport) AS g"
                    + " FROM _source GROUP BY packet, kind, saddr ORDER BY ALL";

    private static final String COLUMNS = "SELECT column_name FROM (DESCRIBE FROM _source)";

    private static final Path ROUTER = SyntheticTrace.shared("router");
    private static final List<String> UNMOVED = rows(ROUTER, SUMS, COLUMNS);

    @TempDir private Path directory;

    /**
     * DuckDB 2.0.0 crashes with a segmentation fault, or writes out of bounds, when it groups by a
     * column whose values lie outside the minimum and maximum in the footer. This checks whether it
     * uses them at all.
     */
    @Test
    void takesNothingForGrantedThatTheFooterSaysOfTheValues() {
        String each =
                Contract.columns().stream()
                        .map(
                                column ->
                                        "SELECT '%1$s: ' || stats(\"%1$s\") FROM _source LIMIT 1"
                                                .formatted(column.name()))
                        .collect(Collectors.joining(") UNION ALL (", "(", ")"));
        List<String> known = rows(ROUTER, each);
        assertEquals(Contract.columns().size(), known.size());
        for (String column : known) {
            assertTrue(
                    column.contains("'has_null': true")
                            && !column.contains("'max':")
                            && !column.contains("'min':"),
                    column);
        }
    }

    @Test
    void readsTheSameRowsWhateverTheStatisticsAre() throws IOException {
        List<String> rows = rows(ROUTER, SUMS);
        byte[] whole = Files.readAllBytes(ROUTER);
        Random random = new Random(4711);
        for (Statistics.Value value : Suite.some(Statistics.in(ROUTER), 8)) {
            byte[] bytes = whole.clone();
            for (int i = value.at(); i < value.at() + value.length(); i++) {
                bytes[i] = (byte) (random.nextInt(128));
            }
            Path edited = Files.write(directory.resolve("edited.parquet"), bytes);
            assertEquals(rows, rows(edited, SUMS), value.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "packet=5",
                "function=kfree_skb",
                "drop_reason=NO_SOCKET",
                "saddr=10.9.9.9",
                "cpu=seven",
                "cpu=7",
                "news=1",
                "packet=5/cpu=7",
                "a{b,c}d",
                "**",
                "[!a]",
                "a?b=c",
                "a\\b",
                "a\nb"
            })
    void readsTheSameRowsWhereverTheFileLies(String name) throws IOException {
        Path there = directory.resolve(name);
        Files.createDirectories(there);
        Path moved = Files.copy(ROUTER, there.resolve("t.parquet"));
        assertEquals(UNMOVED, rows(moved, SUMS, COLUMNS));
    }

    @Test
    void refusesAPathThatDuckDbCannotBeGiven() throws IOException {
        Path odd = Files.copy(ROUTER, directory.resolve("a\\b*.parquet"));
        UserException refused = assertThrows(UserException.class, () -> rows(odd, SUMS));
        assertTrue(refused.getMessage().contains("rename it"), refused.getMessage());
    }

    private static List<String> rows(Path trace, String... queries) {
        List<String> rows = new ArrayList<>();
        try (TraceDatabase database =
                TraceDatabase.open(List.of(new TraceFile(trace)), new Limits(null, 1))) {
            for (String sql : queries) {
                rows.addAll(database.query(sql, ScanTest::texts));
            }
            return rows;
        }
    }

    private static List<String> texts(Rows rows) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < rows.width(); i++) {
                text.append(rows.value(i)).append(' ');
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
