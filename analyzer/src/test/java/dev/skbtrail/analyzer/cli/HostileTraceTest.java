package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Suite;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A malicious trace can neither control the reader's terminal nor access the reader's files. */
@Execution(ExecutionMode.CONCURRENT)
class HostileTraceTest {
    @TempDir private Path directory;
    private final Path trace = SyntheticTrace.shared("hostile");

    @Test
    void writesNoControlCharacterInAnyReport() {
        Library library = Library.load();
        try (OpenTrace open = new OpenTrace(trace, library)) {
            for (Definition report : library.reports()) {
                assertNoControlCharacter(open.print(report, Format.TABLE, "1"));
            }
            for (Definition report : Suite.some(library.reports(), 4)) {
                assertNoControlCharacter(open.print(report, Format.JSON, "1"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "markdown"})
    void writesNoControlCharacterInOtherFormats(String format) {
        for (String report : new String[] {"summary", "drops", "paths", "packets", "latency"}) {
            assertNoControlCharacter(Cli.run(report, trace, "--format", format));
        }
    }

    private static void assertNoControlCharacter(Cli.Result result) {
        assertEquals(0, result.exitCode(), result.err());
        boolean control =
                (result.out() + result.err())
                        .chars()
                        .anyMatch(c -> c != '\n' && Character.isISOControl(c));
        assertFalse(control, result.out());
    }

    @Test
    void keepsATableInMarkdownWhatAnInterfaceIsCalled() {
        String out = Cli.run("packets", trace, "--format", "markdown").out();
        assertTrue(out.contains("a\\|b"), out);
    }

    /** No packet is its own ancestor, but a file can claim so. */
    @Test
    void endsWhenPacketsAreEachOthersParents() {
        String circle =
                """
                INSERT INTO event BY NAME
                SELECT make_timestamp_ns(i) AS ts, 0 AS cpu, 'lineage' AS kind, 'skb_clone' AS function,
                    i AS packet, i % 3 AS seq, i % 1000 + 1 AS parent, 'clone' AS lineage
                FROM range(1, 1001) AS t (i)
                UNION ALL
                SELECT make_timestamp_ns(i), 0, 'lineage', NULL, i, -5, i, NULL FROM range(900, 1100) AS t (i);
                """;
        Path odd = SyntheticTrace.write(directory, "odd", circle);
        String sql = "SELECT count(*) AS n, max(packets) AS most FROM journeys";
        Cli.Result result = Cli.run("sql", odd, sql, "--format", "csv");
        assertEquals("n,most\n100,1000\n", result.out(), result.err());
    }

    /** Used to print "There is no such packet in the trace." */
    @Test
    void showsAPacketThatIsItsOwnGrandparent() {
        String circle =
                """
                INSERT INTO event BY NAME
                SELECT make_timestamp_ns(i) AS ts, 0 AS cpu, 'lineage' AS kind, 'skb_clone' AS function,
                    i AS packet, 0 AS seq, i % 3 + 1 AS parent, 'clone' AS lineage
                FROM range(1, 4) AS t (i);
                """;
        Path odd = SyntheticTrace.write(directory, "circle", circle);
        String out = Cli.run("journey", odd, 2, "--format", "csv").out();
        assertEquals(4, out.lines().count(), out);
        assertTrue(out.contains(",2 *,"), out);
    }

    @Test
    void takesSqlInANameForAName() {
        String sql = "SELECT netns_name FROM events WHERE seq = 0";
        assertEquals(
                "netns_name\n\"'; DROP VIEW packets; --\"\n",
                Cli.run("sql", trace, sql, "--format", "csv").out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM read_text('%s/secret')",
                "FROM read_csv('%s/secret')",
                "FROM glob('%s/*')",
                "FROM read_parquet('%s/router.parquet')",
                "FROM 'https://example.org/x.parquet'"
            })
    void readsNoOtherFile(String sql) throws IOException {
        Files.writeString(directory.resolve("secret"), "secret");
        SyntheticTrace.write(directory, "router");
        Cli.Result result = Cli.run("sql", trace, String.format(sql, directory));
        assertEquals(2, result.exitCode(), result.out());
        assertFalse(result.out().contains("secret"), result.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"we[i]rd*?", "it's", "; DROP VIEW events; --", "käse", "a b"})
    void readsAFileWhateverItsNameIs(String name) throws IOException {
        Path odd = Files.copy(trace, directory.resolve(name));
        Cli.Result result = Cli.run("summary", odd);
        assertEquals(0, result.exitCode(), result.err());
    }
}
