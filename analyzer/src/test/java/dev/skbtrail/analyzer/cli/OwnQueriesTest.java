package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A directory with the user's own reports: they are listed, checked and run like built-in ones. */
class OwnQueriesTest {
    private static final String LARGE =
            """
            -- title: Large packets
            -- description: Packets of at least --least bytes.
            -- needs: packets
            -- param: least BIGINT = 90     Bytes from the IP header.
            -- column: packet               Number of the packet.
            -- column: ip_len bytes         Its length.
            -- empty: No packet is that large.
            -- cost: that of the view packets
            SELECT packet, ip_len
            FROM packets
            WHERE ip_len >= getvariable('least')
            ORDER BY packet;
            """;

    @TempDir private Path directory;
    private Path queries;
    private Path trace;

    @BeforeEach
    void writeReport() throws IOException {
        trace = SyntheticTrace.write(directory, "router");
        queries = Files.createDirectory(directory.resolve("queries"));
        Files.writeString(queries.resolve("large.sql"), LARGE);
    }

    @Test
    void runsWhereverTheOptionStands() {
        assertEquals(
                "packet,ip_len\n4,100\n",
                Cli.run("large", trace, "--queries", queries, "--format", "csv").out());
        assertEquals(
                "packet,ip_len\n",
                Cli.run("--queries=" + queries, "large", trace, "--least=200", "--format=csv")
                        .out());
        assertTrue(Cli.run("drops", trace, "--queries", queries).out().contains("nf_hook_slow"));
    }

    @Test
    void takesTheFiltersOfEveryReport() {
        assertEquals(
                "packet,ip_len\n2,48\n",
                Cli.run(
                                "large",
                                trace,
                                "--least",
                                0,
                                "--packet",
                                2,
                                "--format",
                                "csv",
                                "--queries",
                                queries)
                        .out());
    }

    @Test
    void isListedExplainedAndCompleted() throws IOException {
        Files.createDirectory(queries.resolve("sizes"));
        Files.writeString(queries.resolve("sizes/large2.sql"), LARGE);
        String list = Cli.run("list", "--queries", queries).out();
        assertTrue(list.contains("Reports, own:\n  large           Large packets\n"), list);
        assertTrue(list.contains("Reports, sizes:\n  large2          Large packets\n"), list);
        String help = Cli.run("help", "large", "--queries", queries).out();
        assertTrue(help.contains("--least=LEAST"), help);
        assertTrue(help.contains("SQL: " + queries.resolve("large.sql")), help);
        assertTrue(Cli.run("--help", "--queries", queries).out().contains("Large packets"));
        assertTrue(Cli.run("completion", "--queries", queries).out().contains("large2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "-- cost: | -- price: | : -- cost: has 0 lines, not one",
                "bytes         Its | size         Its | has no unit: unit size is not one of",
                "BIGINT = 90 | LONG = 90 | has a type that is not one of INTEGER",
                "FROM packets | FROM events | needs: events",
                "FROM packets | FROM pakets | pakets is not a view; skbtrail list shows the views",
                "FROM packets | FROM _source | _source is not a view",
                "SELECT packet, ip_len | SELECT packet | its columns are packet; the header has",
                "packet, ip_len | ip_len, packet | its columns are ip_len, packet; the header",
                "packet, ip_len | packet, flow AS ip_len | column ip_len is VARCHAR, no number",
                "ORDER BY packet | ~~ | its rows have no order; end it with ORDER BY",
                "getvariable('least') | 1 | the parameter least is not used; take its line out",
                "'least' | 'most' | getvariable('most') has no line -- param: in the header",
                "SELECT packet, ip_len | SELECT pocket, ip_len | \"pocket\" not found",
                "SELECT packet, ip_len | SELEC | syntax error",
                "ORDER BY packet; | ORDER BY packet; SELECT 1 | give exactly one SELECT",
            })
    void refusesAReportThatIsNotWrittenAsOursAre(String part, String other, String message)
            throws IOException {
        Path file = queries.resolve("large.sql");
        Files.writeString(file, LARGE.replace(part, other));
        String err = assertRefused(1, message, "list", "--queries", queries);
        assertTrue(err.startsWith("skbtrail: " + file + ": "), err);
    }

    @Test
    void refusesToRunWhatIsNotWrittenAsOursAre() throws IOException {
        Files.writeString(queries.resolve("large.sql"), LARGE.replace("ORDER BY packet", ""));
        assertRefused(1, "its rows have no order", "large", trace, "--queries", queries);
        Files.writeString(queries.resolve("large.sql"), "SELECT 1");
        assertRefused(1, "-- title: has 0 lines", "large", trace, "--queries", queries);
    }

    @Test
    void refusesAReportWithoutColumnsWhereverItIsRead() throws IOException {
        Files.writeString(queries.resolve("large.sql"), LARGE.replaceAll("-- column: .*\n", ""));
        String message = "large.sql: -- column: has no line; document each column of the rows";
        for (String arguments : new String[] {"list", "--help", "help large", "large " + trace}) {
            assertRefused(1, message, (Object[]) (arguments + " --queries " + queries).split(" "));
        }
    }

    @Test
    void refusesANameThatIsTaken() throws IOException {
        for (String name : new String[] {"drops", "sql"}) {
            Path file = Files.writeString(queries.resolve(name + ".sql"), LARGE);
            String message = file + ": there is a report " + name + " already; rename the file";
            assertRefused(1, message, "drops", trace, "--queries", queries);
            Files.delete(file);
        }
        Path odd = Files.writeString(queries.resolve("My Report.sql"), LARGE);
        assertRefused(1, odd + ": no name for a report; use", "list", "--queries", queries);
    }

    @Test
    void refusesAnOptionThatEveryReportHas() throws IOException {
        String host = LARGE.replace("least BIGINT", "host BIGINT").replace("'least'", "'host'");
        Files.writeString(queries.resolve("large.sql"), host);
        assertRefused(
                1,
                "large.sql: a parameter has the name of an option",
                "large",
                trace,
                "--queries",
                queries);
    }

    @Test
    void refusesADirectoryThatHasNone() throws IOException {
        Path none = directory.resolve("none");
        assertRefused(2, "--queries: " + none + " is not a directory", "list", "--queries", none);
        Files.createDirectory(none);
        assertRefused(2, none + " has no file that ends in .sql", "list", "--queries", none);
    }

    private static String assertRefused(int exitCode, String message, Object... args) {
        Cli.Result result = Cli.run(args);
        assertEquals(exitCode, result.exitCode(), result.err() + result.out());
        assertTrue(result.err().contains(message), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertEquals("", result.out());
        return result.err();
    }
}
