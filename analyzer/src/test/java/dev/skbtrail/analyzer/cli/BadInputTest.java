package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Suite;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.report.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input: one line that names the fix; exit code 1 for the data, 2 for the command line. */
class BadInputTest {
    private static final String SCHEMA = "INSERT INTO metadata VALUES ('skbtrail.schema', ";

    private static final List<String> NO_SELECTS =
            List.of(
                    "COPY (SELECT 1) TO 'x.csv'",
                    "PRAGMA version",
                    "SET threads = 3",
                    "DROP VIEW events",
                    "CREATE TABLE t (i INTEGER)",
                    "ATTACH 'x.db'",
                    "SELECT 1; SELECT 2",
                    "");

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
        Path text = Files.writeString(directory.resolve("text"), "hello, this is not a trace");
        assertRefused(1, "text: not a Parquet file", "drops", text);
        Path empty = Files.writeString(directory.resolve("nothing"), "");
        assertRefused(1, "nothing: not a Parquet file", "drops", empty);
    }

    @Test
    void refusesATruncatedFileWhereverItEnds() throws IOException {
        byte[] whole = Files.readAllBytes(SyntheticTrace.shared("router"));
        for (int length : new int[] {4, 8, 100, whole.length / 2, whole.length - 1}) {
            Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, length));
            assertRefused(1, "cut: truncated", "summary", cut);
        }
    }

    @Test
    void refusesADamagedFileInOneLine() throws IOException {
        byte[] whole = Files.readAllBytes(SyntheticTrace.shared("router"));
        int places = Suite.isFull() ? 40 : 10;
        for (int at = 8; at < whole.length - 8; at += whole.length / places) {
            byte[] bytes = whole.clone();
            Arrays.fill(bytes, at, Math.min(at + 40, bytes.length - 4), (byte) 0xA5);
            Path bad = Files.write(directory.resolve("bad.parquet"), bytes);
            Cli.Result result = Cli.run("drops", bad);
            assertTrue(result.exitCode() == 0 || isOneLine(result.err()), at + ": " + result.err());
        }
    }

    @Test
    void saysInItsOwnWordsThatTheFooterIsDamaged() throws IOException {
        byte[] whole = Files.readAllBytes(SyntheticTrace.shared("router"));
        StringBuilder said = new StringBuilder();
        for (int back = 12; back < 600; back += Suite.isFull() ? 12 : 60) {
            byte[] bytes = whole.clone();
            Arrays.fill(bytes, bytes.length - back - 4, bytes.length - back, (byte) 0xEE);
            Path bad = Files.write(directory.resolve("bad.parquet"), bytes);
            said.append(Cli.run("losses", bad).err());
        }
        String all = said.toString();
        assertTrue(all.contains("damaged"), all);
        assertFalse(all.contains("TProtocol") || all.contains("don't know"), all);
    }

    @Test
    void refusesNamesThatAreNoTraces() {
        Path trace = SyntheticTrace.shared("router");
        assertRefused(2, "the name of a trace is empty", "drops", "");
        String message = "ip_rcv: no such file; what follows a trace are more traces";
        assertRefused(1, message, "between", trace, "ip_rcv", "ip_forward");
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

    /** Naming only a trace is not an error. */
    @Test
    void saysWhatToDoWithATraceWithoutAReport() {
        Path trace = SyntheticTrace.shared("router");
        Cli.Result result = Cli.run(trace);
        assertEquals(2, result.exitCode());
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("skbtrail: say what to do with " + trace + ":\n"));
        for (String command : List.of("explain", "summary", "shell")) {
            assertTrue(result.err().contains("\n  skbtrail " + command + " " + trace + "  "));
        }
        assertEquals(2, Cli.run(directory).exitCode());
        assertTrue(Cli.run(directory).err().contains("skbtrail explain " + directory));
    }

    @Test
    void refusesWrongUsage() {
        Path trace = SyntheticTrace.shared("router");
        assertRefused(2, "name a report and a trace, as in: skbtrail explain TRACE; sudo");
        assertRefused(2, "Missing required parameter: 'TRACE'", "summary");
        assertRefused(2, "Missing required parameter: 'PACKET'", "packet", trace);
        assertRefused(2, "PACKET: abc is not a whole number from 1 on", "packet", trace, "abc");
        assertRefused(2, "no option --topp; did you mean --top?", "drops", trace, "--topp", "3");
        assertRefused(2, "PACKET: x is not a whole number from 1 on", "packet", trace, 1, "x");
        assertRefused(
                2, "x is not a whole number from 1 on, and no such file", "explain", trace, "x");
        assertRefused(
                2,
                "--format: yaml is not one of table, csv, json, markdown",
                "drops",
                trace,
                "--format",
                "yaml");
        assertRefused(
                2,
                "--format: pcap is not one of pcapng, perfetto, folded",
                "export",
                trace,
                "-o",
                "x",
                "--format",
                "pcap");
        assertRefused(
                2,
                "no report, command, view, rule or assertion nothing; skbtrail list",
                "help",
                "nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drops --top -1 | --top: -1 is not a whole number from 1 to 2,147,483,647;",
                "drops --top 0 | --top: 0 is not a whole number from 1 to",
                "drops --top 2147483648 | --top: 2147483648 is not a whole number from 1 to",
                "drops --threads 99999 | --threads: 99999 is not a whole number from 1 to 256",
                "drops --threads 0 | --threads: 0 is not a whole number from 1 to 256",
                "drops --width -3 | --width: -3 is not a whole number from 20 to 10,000",
                "drops --memory-limit 1kB | --memory-limit: 1kB is not a size from 16MB to 16TB",
                "drop-timeline --step 0 | --step: 0 is not a whole number from 1 on",
                "path-tree --least x | --least: x is not a whole number from 1 on",
                "packet 0 | PACKET: 0 is not a whole number from 1 on",
                "sql --threads 1e3 | --threads: 1e3 is not a whole number from 1 to 256",
            })
    void refusesANumberBeyondItsRange(String arguments, String message) {
        String[] words = arguments.split(" ", 2);
        List<Object> all = new ArrayList<>(List.of(words[0], SyntheticTrace.shared("router")));
        all.addAll(List.of(words[1].split(" ")));
        assertRefused(2, message, all.toArray());
    }

    @Test
    void suggestsTheReportThatWasMeant() {
        assertRefused(2, "assertion dorps; did you mean drops?", "help", "dorps");
        assertRefused(
                2,
                "no report, command, view, rule or assertion qqqqq; skbtrail list",
                "help",
                "qqqqq");
    }

    @ParameterizedTest
    @ValueSource(strings = {"packet", "journey", "calls"})
    void refusesAPacketThatIsNotThere(String report) {
        Path trace = SyntheticTrace.shared("router");
        assertRefused(
                1,
                "there is no packet 99999; the trace's packets are 1 to 6",
                report,
                trace,
                99999);
        assertRefused(
                1, "those that the filter leaves are 4 to 4", report, trace, 1, "--packet", 4);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no named pipes in directories")
    void refusesAPipeInsteadOfWaitingForIt() throws Exception {
        Path pipe = directory.resolve("pipe.parquet");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        assertRefused(
                1, "pipe.parquet: no regular file; a trace is read from its end", "drops", pipe);
        assertRefused(1, "pipe.parquet: no regular file", "drops", directory);
    }

    @Test
    void findsTracesInDirectoriesOfDirectories() throws IOException {
        Path inner = Files.createDirectories(directory.resolve("host/day"));
        SyntheticTrace.write(inner, "router");
        assertEquals(0, Cli.run("summary", directory).exitCode());
    }

    @Test
    void refusesANameWithoutLetters() {
        assertRefused(2, "the name of a trace is empty", "drops", "");
        assertRefused(2, "the name of a trace is empty", "drops", "x", "");
    }

    @Test
    void refusesToGoOnWithoutMemory() {
        Path trace = SyntheticTrace.shared("router");
        String sql = "SELECT list(i) AS l FROM range(10000000) AS t (i)";
        assertRefused(1, "; raise --memory-limit", "sql", trace, sql, "--memory-limit", "20MB");
    }

    /**
     * Used to print "failed to offload data block of size 256.0 KiB (953.6 MiB/953.6 MiB used).;".
     * Writes that gigabyte.
     */
    @Test
    @Tag("full")
    void saysThatAQueryMayFillNoMoreOfTheDisk() {
        Path trace = SyntheticTrace.shared("router");
        String sql =
                "WITH a AS MATERIALIZED (SELECT i, repeat(md5(CAST(i AS VARCHAR)), 30) AS h"
                        + " FROM range(2500000) AS t (i))"
                        + " SELECT count(*), max(x.h) FROM a AS x JOIN a AS y ON x.i = y.i + 1";
        String message =
                trace
                        + ": needs more than 1000 MB of temporary files, which is what a trace of this"
                        + " size gets; ask for less, or raise --memory-limit\n";
        assertRefused(1, message, "sql", trace, sql, "--memory-limit", "300MB", "--threads", "1");
    }

    @Test
    void namesTheValueThatDoesNotFit() {
        Path trace = SyntheticTrace.shared("router");
        String sql = "SELECT CAST(ifname AS INTEGER) AS i FROM events";
        assertRefused(1, "Could not convert string 'eth0'", "sql", trace, sql);
    }

    @Test
    void refusesSqlThatIsNotOneSelect() {
        Path trace = SyntheticTrace.shared("router");
        for (String other : NO_SELECTS) {
            assertRefused(2, "SQL: give exactly one SELECT", "sql", trace, other);
            assertRefused(2, "SQL: give exactly one SELECT", "sql", trace, "EXPLAIN " + other);
        }
        assertRefused(2, "syntax error", "sql", trace, "SELEC 1");
        assertRefused(2, "\"nothing\" not found", "sql", trace, "SELECT nothing FROM packets");
    }

    @Test
    void explainsASelect() {
        Path trace = SyntheticTrace.shared("router");
        for (String explain : new String[] {"EXPLAIN ", "explain analyze\n"}) {
            String sql = explain + "SELECT count(*) FROM events";
            Cli.Result result = Cli.run("sql", trace, sql, "--format", "csv");
            assertEquals(0, result.exitCode(), result.err());
            assertTrue(result.out().startsWith("plan\n"), result.out());
            assertTrue(result.out().contains("READ_PARQUET"), result.out());
        }
    }

    @Test
    void showsTheViewsThatAreDocumented() {
        Path trace = SyntheticTrace.shared("router");
        String out = Cli.run("sql", trace, "SHOW TABLES;", "--format", "csv").out();
        List<String> views = Library.load().views().stream().map(view -> view.name()).toList();
        assertEquals("name\n" + String.join("\n", views) + "\n", out);
    }

    @Test
    void namesTheColumnWhoseValueJavaDoesNotKnow() {
        Path trace = SyntheticTrace.shared("router");
        Cli.Result result = Cli.run("sql", trace, "SELECT * FROM test_all_types()");
        assertEquals(1, result.exitCode(), result.out());
        assertTrue(isOneLine(result.err()), result.err());
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
