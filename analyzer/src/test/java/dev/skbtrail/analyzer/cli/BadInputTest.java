package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input: one line that names the fix, exit 1 for the data and 2 for the command line. */
class BadInputTest {
    private static final String SCHEMA = "INSERT INTO metadata VALUES ('skbtrail.schema', ";

    @TempDir private Path directory;

    @Test
    void refusesAFileThatIsNotThere() {
        assertRefused(1, "none.parquet: no such file", "summary", "none.parquet");
    }

    @Test
    void refusesADirectory() {
        assertRefused(1, ": a directory without a *.parquet file", "summary", directory);
    }

    @Test
    void refusesAFileThatIsNoParquet() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "hello, this is no trace");
        assertRefused(1, "text: not a Parquet file", "drops", text);
        Path empty = Files.writeString(directory.resolve("nothing"), "");
        assertRefused(1, "nothing: not a Parquet file", "drops", empty);
    }

    @Test
    void refusesATruncatedFileWhereverItEnds() throws IOException {
        byte[] whole = Files.readAllBytes(SyntheticTrace.write(directory, "router"));
        for (int length : new int[] {4, 8, 100, whole.length / 2, whole.length - 1}) {
            Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, length));
            assertRefused(1, "cut: truncated", "summary", cut);
        }
    }

    @Test
    void refusesADamagedFileInOneLine() throws IOException {
        byte[] whole = Files.readAllBytes(SyntheticTrace.write(directory, "router"));
        for (int at = 8; at < whole.length - 8; at += whole.length / 40) {
            byte[] bytes = whole.clone();
            Arrays.fill(bytes, at, Math.min(at + 40, bytes.length - 4), (byte) 0xA5);
            Path bad = Files.write(directory.resolve("bad.parquet"), bytes);
            Cli.Result result = Cli.run("drops", bad);
            assertTrue(result.exitCode() == 0 || isOneLine(result.err()), at + ": " + result.err());
        }
    }

    @Test
    void refusesAParquetFileThatIsNoTrace() {
        Path other = SyntheticTrace.write(directory, "other", SCHEMA + "NULL)");
        assertRefused(
                1,
                "other.parquet: a Parquet file but no trace (its metadata lacks skbtrail.schema)",
                "summary",
                other);
    }

    @Test
    void refusesATraceWithoutAColumnThatEveryTraceHas() {
        Path other = SyntheticTrace.write(directory, "other", "ALTER TABLE event DROP COLUMN cpu");
        assertRefused(1, "not a trace of this schema: column cpu is missing", "summary", other);
    }

    @Test
    void refusesAColumnOfAnotherType() {
        Path other =
                SyntheticTrace.write(
                        directory, "other", "ALTER TABLE event ALTER COLUMN len TYPE VARCHAR");
        assertRefused(1, "column len is VARCHAR, not BIGINT", "summary", other);
    }

    @Test
    void refusesATraceOfANewerSchema() {
        Path newer = SyntheticTrace.write(directory, "newer", SCHEMA + "'2')");
        assertRefused(
                1,
                "newer.parquet: recorded with schema 2; this skbtrail reads up to 1; update skbtrail",
                "summary",
                newer);
    }

    @Test
    void refusesAVersionThatIsNoNumber() {
        Path odd = SyntheticTrace.write(directory, "odd", SCHEMA + "'one')");
        assertRefused(1, "odd.parquet: damaged metadata: skbtrail.schema", "summary", odd);
    }

    @Test
    void readsATraceThatLacksAColumnAddedLaterOrHasOneMore() {
        Path older =
                SyntheticTrace.write(
                        directory,
                        "older",
                        "ALTER TABLE event DROP COLUMN vlan_id;"
                                + " ALTER TABLE event ADD COLUMN news INTEGER");
        assertEquals(0, Cli.run("summary", older).exitCode());
        String sql = "SELECT count(vlan_id) AS n FROM events";
        assertEquals("n\n0\n", Cli.run("sql", older, sql, "--format", "csv").out());
    }

    @Test
    void refusesAnUnknownReportAndNamesTheNearest() {
        assertRefused(2, "no report or command drop; did you mean drops?", "drop", "x");
    }

    @Test
    void refusesWrongUsage() {
        Path trace = SyntheticTrace.write(directory, "router");
        assertRefused(2, "name a report and a trace");
        assertRefused(2, "Missing required parameter: 'TRACE'", "summary");
        assertRefused(2, "Missing required parameter: 'PACKET'", "packet", trace);
        assertRefused(2, "'abc' is not a long", "packet", trace, "abc");
        assertRefused(2, "no option --topp; did you mean --top?", "drops", trace, "--topp", "3");
        assertRefused(2, "too many arguments: x", "packet", trace, 1, "x");
        assertRefused(2, "expected one of", "drops", trace, "--format", "yaml");
        assertRefused(2, "name a report before the trace", trace);
        assertRefused(2, "no report or view nothing", "help", "nothing");
    }

    @Test
    void refusesAMemoryLimitThatIsNone() {
        Path trace = SyntheticTrace.write(directory, "router");
        assertRefused(2, "--memory-limit", "drops", trace, "--memory-limit", "much");
    }

    @Test
    void refusesToGoOnWithoutMemory() {
        Path trace = SyntheticTrace.write(directory, "router");
        String sql = "SELECT list(i) AS l FROM range(10000000) AS t (i)";
        assertRefused(1, "; raise --memory-limit", "sql", trace, sql, "--memory-limit", "20MB");
    }

    @Test
    void namesTheValueThatDoesNotFit() {
        Path trace = SyntheticTrace.write(directory, "router");
        String sql = "SELECT CAST(ifname AS INTEGER) AS i FROM events";
        assertRefused(1, "Could not convert string 'eth0'", "sql", trace, sql);
    }

    @Test
    void refusesSqlThatIsNotOneSelect() {
        Path trace = SyntheticTrace.write(directory, "router");
        assertRefused(2, "SQL: ", "sql", trace, "COPY (SELECT 1) TO 'x.csv'");
        assertRefused(2, "give exactly one SELECT", "sql", trace, "SELECT 1; SELECT 2");
        assertRefused(2, "syntax error", "sql", trace, "SELEC 1");
        assertRefused(2, "\"nothing\" not found", "sql", trace, "SELECT nothing FROM packets");
    }

    private static void assertRefused(int exitCode, String message, Object... args) {
        Cli.Result result = Cli.run(args);
        assertEquals(exitCode, result.exitCode(), result.err());
        assertTrue(result.err().contains(message), result.err());
        assertTrue(isOneLine(result.err()), result.err());
        assertEquals("", result.out());
    }

    private static boolean isOneLine(String err) {
        return err.startsWith("skbtrail: ") && err.lines().count() == 1;
    }
}
