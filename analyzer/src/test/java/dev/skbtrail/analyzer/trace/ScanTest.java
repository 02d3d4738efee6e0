package dev.skbtrail.analyzer.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file says of itself beside its rows, and where it lies, decides nothing. */
class ScanTest {
    /** Sums that no row group may be left out of, with what DuckDB would rather look up. */
    private static final String SUMS =
            "SELECT packet, count(*) AS n, min(seq) AS a, max(seq) AS b, sum(ifindex) AS c,"
                    + " min(len) AS d, string_agg(DISTINCT function, ' ' ORDER BY function) AS e,"
                    + " min(ts) AS f, max(sport) AS g"
                    + " FROM _source GROUP BY packet, kind, saddr ORDER BY ALL";

    @TempDir private Path directory;

    /**
     * DuckDB 2.0.0 ends in a segmentation fault, or writes where it must not, when it groups by a
     * column whose values lie outside the least and greatest that the footer names: this asks
     * whether it looks there at all.
     */
    @Test
    void takesNothingForGrantedThatTheFooterSaysOfTheValues() {
        Path trace = SyntheticTrace.write(directory, "router");
        for (ContractColumn column : Contract.columns()) {
            String sql = "SELECT stats(\"" + column.name() + "\") AS s FROM _source LIMIT 1";
            String known = rows(trace, sql).get(0);
            assertTrue(
                    known.contains("has_null=true")
                            && !known.contains("max=")
                            && !known.contains("min="),
                    column.name() + ": " + known);
        }
    }

    @Test
    void readsTheSameRowsWhateverTheStatisticsAre() throws IOException {
        Path trace = SyntheticTrace.write(directory, "router");
        List<String> rows = rows(trace, SUMS);
        byte[] whole = Files.readAllBytes(trace);
        Random random = new Random(4711);
        for (Statistics.Value value : Statistics.in(trace)) {
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
        Path trace = SyntheticTrace.write(directory, "router");
        Path there = directory.resolve(name);
        Files.createDirectories(there);
        Path moved = Files.copy(trace, there.resolve("t.parquet"));
        assertEquals(rows(trace, SUMS), rows(moved, SUMS));
        String columns = "SELECT column_name FROM (DESCRIBE FROM _source)";
        assertEquals(rows(trace, columns), rows(moved, columns));
    }

    @Test
    void refusesAPathThatDuckDbCannotBeGiven() throws IOException {
        Path trace = SyntheticTrace.write(directory, "router");
        Path odd = Files.copy(trace, directory.resolve("a\\b*.parquet"));
        UserException refused = assertThrows(UserException.class, () -> rows(odd, SUMS));
        assertTrue(refused.getMessage().contains("rename it"), refused.getMessage());
    }

    private static List<String> rows(Path trace, String sql) {
        try (TraceDatabase database =
                TraceDatabase.open(List.of(new TraceFile(trace)), new Limits(null, 1))) {
            return database.query(sql, ScanTest::texts);
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
