package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Rotation;
import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Some parts of a recording, several recordings, and footers that say nonsense about parts. */
class PartsTest {
    private static final String PART = "{\"recording\": \"router\", \"number\": %d}";
    private static final Path SAMPLES = SyntheticTrace.root().resolve("sample-traces");

    @TempDir private static Path directory;
    private static List<Path> parts;

    @BeforeAll
    static void split() {
        Path whole = SAMPLES.resolve("healthy/trace.parquet");
        parts = Rotation.split(whole, directory, "healthy", 5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 2 3 4 5 | complete: 0 events lost, 566 packets, none with gaps",
                "2 3 4 5 | complete: 0 events lost, 436 packets, none with gaps; parts 2 to 5 of a"
                        + " recording, 1 packet began before",
                "4 5 3 | complete: 0 events lost, 298 packets, none with gaps; parts 3 to 5 of a"
                        + " recording, 4 packets began before",
                "1 2 3 | complete: 0 events lost, 365 packets, none with gaps; parts 1 to 3 of a"
                        + " recording that goes on",
                "3 | complete: 0 events lost, 97 packets, none with gaps; part 3 of a recording that"
                        + " goes on, 4 packets began before",
                "1 2 4 5 | TRACE INCOMPLETE: part 3 of the recording is not here; 0 events lost, 2 of"
                        + " 475 packets have gaps; parts 1 to 2, 4 to 5 of a recording",
                "1 5 | TRACE INCOMPLETE: parts 2 to 4 of the recording are not here; 0 events lost,"
                        + " 1 of 240 packets have gaps; parts 1, 5 of a recording"
            })
    void saysWhichPartsAreThere(String numbers, String note) {
        List<Object> words = new ArrayList<>(List.of("traces"));
        for (String number : numbers.split(" ")) {
            words.add(parts.get(Integer.parseInt(number) - 1));
        }
        words.addAll(List.of("--format", "csv"));
        Cli.Result result = Cli.run(words.toArray());
        assertEquals(0, result.exitCode(), result.err());
        assertEquals(note, result.err().lines().findFirst().orElse(""));
    }

    /** As the shell expands t.*.parquet; the commands that show more name all of them again. */
    @Test
    void takesSeveralFilesBeforeWhatAReportAsksFor() {
        Path other = SAMPLES.resolve("udp-blocked/trace.parquet");
        List<Path> two = Rotation.split(other, directory, "it's", 2);
        String quoted =
                two.stream()
                        .map(part -> "'" + part.toString().replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" "));
        String findings = Cli.run("explain", two.get(0), two.get(1)).out();
        assertTrue(
                findings.replaceAll("\\s+", " ").contains("skbtrail packet " + quoted + " 16 "),
                findings);
        assertEquals(
                Cli.run("packet", other, 16).out().lines().skip(2).toList(),
                Cli.run("packet", two.get(0), two.get(1), 16).out().lines().skip(2).toList());
        assertEquals(
                Cli.run("explain", other, 16, "--format", "csv").out().lines().count(),
                Cli.run("explain", two.get(0), two.get(1), 16, "--format", "csv")
                        .out()
                        .lines()
                        .count());
    }

    @Test
    void callsNothingLostThatHappenedBefore() {
        Path part = parts.get(2);
        String paths = Cli.run("paths", part, "--top", 100).out();
        assertTrue(paths.contains("[53 before] > consume_skb"), paths);
        assertFalse(paths.contains("lost]"), paths);
        String example =
                rows(
                        part,
                        "SELECT example AS n FROM paths WHERE sequence LIKE '[53 before]%' LIMIT 1");
        String life = Cli.run("packet", part, example.lines().skip(1).findFirst().get()).out();
        assertTrue(life.contains("[53 events before, in an earlier part]"), life);
        assertFalse(life.contains("lost before"), life);
    }

    @Test
    void claimsNothingOfAPacketWhoseBeginningIsNotThere() {
        assertEquals(
                "fate,complete,packets\nunknown,false,4\n",
                rows(
                        parts.get(2),
                        "SELECT fate, complete, count(*) AS packets FROM packets WHERE missing > 0"
                                + " GROUP BY ALL"));
    }

    @Test
    void keepsOtherRecordingsApart() {
        Path other = SAMPLES.resolve("tcp-blocked/trace.parquet");
        List<Path> others = Rotation.split(other, directory, "blocked", 2);
        String out =
                Cli.run(
                                "traces",
                                others.get(1),
                                parts.get(0),
                                SAMPLES.resolve("no-route"),
                                others.get(0),
                                parts.get(1),
                                "--format",
                                "csv")
                        .out();
        assertEquals(
                List.of(
                        "1,blocked.1.parquet and 1 more part",
                        "2,healthy.1.parquet and 1 more part",
                        "3,trace.parquet"),
                out.lines().skip(1).map(line -> line.split(",skbtrail-lab")[0]).toList());
        Cli.Result alone = Cli.run("traces", other, "--format", "csv");
        assertEquals(counts(alone.out(), 1), counts(out, 1));
    }

    /** Events, packets and lost ones. */
    private static String counts(String csv, int row) {
        String line = csv.lines().skip(row).findFirst().orElse("");
        return line.replaceFirst("^.*?((,\\d+){3})$", "$1");
    }

    @Test
    void refusesAPartThatIsNamedTwice() throws Exception {
        Path copy = Files.copy(parts.get(2), directory.resolve("copy"));
        Cli.Result result = Cli.run("drops", parts.get(0), parts.get(2), copy);
        assertEquals(2, result.exitCode());
        assertEquals(
                "skbtrail: "
                        + parts.get(2)
                        + " and "
                        + copy
                        + " are both part 3 of one recording; name one of them\n",
                result.err());
    }

    /** What happened before an hour with what happened after it. */
    @Test
    void comparesPartsOfOneRecording() {
        Cli.Result result = Cli.run("compare", parts.get(1), parts.get(3));
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains(parts.get(1) + ": "), result.out());
        assertTrue(result.out().contains(parts.get(3) + ": "), result.out());
        assertTrue(result.out().contains("2 traces"), result.out());
    }

    @Test
    void bundlesALaterPartAsTheEndOfATrace() {
        Path whole = SAMPLES.resolve("tcp-blocked/trace.parquet");
        Path part = Rotation.split(whole, directory, "ended", 2).get(1);
        String note = "none with gaps; 1 packet began before";
        Path bundle = directory.resolve("bundle");
        Cli.Result result = Cli.run("bundle", part, "-o", bundle, "--anonymize");
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains(note), result.out());
        Path again = directory.resolve("again");
        result = Cli.run("bundle", bundle, "-o", again);
        assertTrue(result.out().contains(note), result.out());
        assertEquals("parts\n\n", rows(again, "SELECT parts FROM traces"));
    }

    @Test
    void bundlesOneRecordingOnly() {
        Cli.Result result =
                Cli.run(
                        "bundle",
                        parts.get(0),
                        SAMPLES.resolve("no-route"),
                        "-o",
                        directory.resolve("two.parquet"));
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("there are 2 traces"), result.err());
    }

    @Test
    void verifiesEachPart() {
        Cli.Result result = Cli.run("verify", parts.get(0), parts.get(2));
        assertEquals(0, result.exitCode(), result.out());
        assertEquals(
                2, result.out().lines().filter(line -> line.endsWith("no problem found")).count());
    }

    @Test
    void takesNonsenseForAnOrdinaryTrace() {
        List<String> nonsense =
                List.of(
                        "",
                        "{\"number\": 2}",
                        "{\"recording\": \"a\"}",
                        "{\"recording\": \"\", \"number\": 2}",
                        "{\"recording\": \"a\", \"number\": 0}",
                        "{\"recording\": \"a\", \"number\": 2.5}",
                        "{\"recording\": \"a\", \"number\": \"2\"}",
                        "{\"recording\": \"a\", \"number\": 4294967298}",
                        "{\"recording\": \"a\", \"number\": 1e400}",
                        "{\"recording\": ");
        Path odd = directory.resolve("odd");
        for (int i = 0; i < nonsense.size(); i++) {
            odd(odd.resolve(Integer.toString(i)), nonsense.get(i), "");
        }
        assertEquals(
                "traces,parts,packets\n10,0,60\n",
                rows(
                        odd,
                        "SELECT count(*) AS traces, count(parts) AS parts, sum(packets) AS packets"
                                + " FROM traces"));
    }

    @Test
    void readsPartsWithDifferentColumns() {
        Path all = directory.resolve("columns");
        odd(all.resolve("1"), String.format(PART, 1), "ALTER TABLE event DROP COLUMN mark");
        odd(
                all.resolve("2"),
                String.format(PART, 2),
                "ALTER TABLE event ADD COLUMN mark_too BIGINT; UPDATE event SET mark_too = 7;"
                        + "INSERT INTO metadata VALUES ('skbtrail.fields',"
                        + " '[{\"name\": \"mark_too\", \"path\": \"mark\"}]')");
        assertEquals(
                "traces,each\n1,2.0\n",
                rows(
                        all,
                        "SELECT (SELECT count(*) FROM traces) AS traces,"
                                + " count(*) / count(mark_too) AS each FROM events"));
    }

    @Test
    void knowsOnlyWhatEveryPartSays() {
        Path all = directory.resolve("silent");
        odd(all.resolve("1"), String.format(PART, 1), "");
        odd(
                all.resolve("2"),
                String.format(PART, 2),
                "INSERT INTO metadata VALUES ('skbtrail.losses', NULL),"
                        + " ('skbtrail.counters', '{\"events\": 5}')");
        assertEquals(
                "losses,packets,known\n,,true\n",
                rows(all, "SELECT losses, packets, events > 5 AS known FROM traces"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "-1",
                "[[], null, 1, {}, \"text\"]",
                "[{\"cpu\": -9, \"cause\": {}, \"lost\": 9223372036854775807}]",
                "{\"events\": 1e30, \"packets\": -1, \"forgotten\": \"many\"}",
                "{\"events\": 9999999999999, \"packets\": 9999999999999}",
                "'); DROP TABLE _files; --"
            })
    void joinsNonsense(String value, @TempDir Path all) {
        odd(all.resolve("1"), String.format(PART, 1), "");
        odd(
                all.resolve("2"),
                String.format(PART, 2),
                "INSERT INTO metadata SELECT 'skbtrail.' || key, '"
                        + value.replace("'", "''")
                        + "' FROM (VALUES ('start'), ('stop'), ('stop_reason'), ('counters'),"
                        + " ('losses'), ('uncounted'), ('interfaces'), ('snapshot'), ('probes'),"
                        + " ('cut_short'), ('filter')) AS k (key)");
        Cli.Result result = Cli.run("summary", all);
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("TRACE INCOMPLETE"), result.out());
    }

    @Test
    void takesTheNameOfARecordingForText() {
        String name = "'); DROP TABLE _files; --\\u001b[2J\\n\\u0000";
        String part = "{\"recording\": \"" + name + "\", \"number\": %d}";
        Path first = odd(directory.resolve("first"), String.format(part, 1), "");
        Path last = odd(directory.resolve("last"), String.format(part, Integer.MAX_VALUE), "");
        Cli.Result result = Cli.run("traces", last, first, "--format", "csv");
        assertEquals(2, result.out().lines().count(), result.err());
        assertTrue(result.err().contains("parts 2 to 2147483646 of the recording"), result.err());
        assertFalse(result.err().contains("DROP"), result.err());
    }

    @Test
    void saysWhyAFlightRecorderWroteItOut() {
        Path trace =
                odd(
                        directory.resolve("dump"),
                        "{\"recording\": \"a\", \"number\": 1}",
                        """
                        DELETE FROM metadata WHERE key = 'skbtrail.stop_reason';
                        INSERT INTO metadata VALUES ('skbtrail.stop_reason', 'trigger'),
                            ('skbtrail.trigger', '{"trigger": "drop", "time": 1796105694118203000,
                                "packet": 63, "what": "NO_SOCKET at udp_rcv", "again": 2}')
                        """);
        String said = rows(trace, "SELECT trigger, note FROM traces, completeness");
        assertTrue(
                said.contains(
                        "drop: NO_SOCKET at udp_rcv, packet 63, 2026-12-01 06:14:54.118203 UTC,"
                                + " and 2 more"),
                said);
        assertTrue(said.contains("part 1 of a recording that goes on"), said);
        assertTrue(Cli.run("summary", trace).out().contains("NO_SOCKET at udp_rcv"));
    }

    /**
     * The trace router.
     *
     * @param part what it says about parts
     * @param script changes it
     */
    private static Path odd(Path into, String part, String script) {
        into.toFile().mkdirs();
        return SyntheticTrace.write(
                into,
                "trace",
                SyntheticTrace.script("router")
                        + ";\nINSERT INTO metadata VALUES ('skbtrail.part', '"
                        + part.replace("'", "''")
                        + "');"
                        + script);
    }

    private static String rows(Path trace, String sql) {
        return Cli.run("sql", trace, sql, "--format", "csv").out();
    }
}
