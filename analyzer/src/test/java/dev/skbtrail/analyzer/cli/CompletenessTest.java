package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Suite;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import java.nio.file.Path;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A trace is called complete when its rows say so, too. */
class CompletenessTest {
    /** Packets 1, 2 and 3 of four events each. */
    private static final String ROWS =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(1000 * packet + seq) AS ts, 0 AS cpu, 'entry' AS kind,
                'ip_rcv' AS function, packet, seq
            FROM range(1, 4) AS p (packet), range(4) AS s (seq);
            INSERT INTO metadata VALUES
                ('skbtrail.counters', '{"events": 12, "packets": 3, "forgotten": 0}');
            """;

    private static final String LOSSES = "INSERT INTO metadata VALUES ('skbtrail.losses', %s)";

    @TempDir private Path directory;

    @Test
    void isCompleteWhenFooterAndRowsAgree() {
        assertEquals("complete: 0 events lost, 3 packets, none with gaps", note(""));
    }

    /** kprobe.multi counts what it skips without saying where. */
    @Test
    void namesNoCpuThatTheKernelDoesNotSay() {
        assertEquals(
                "TRACE INCOMPLETE: 7 events lost (missed probe), 0 of 3 packets have gaps",
                note(
                        LOSSES.formatted(
                                "'[{\"cpu\": -1, \"cause\": \"missed probe\", \"lost\": 7}]'")));
    }

    /** The footer may count packets whose first event was not flushed: the rows still agree. */
    @Test
    void isNeverCompleteWhenTheRecordingWasCutShort() {
        assertEquals(
                "TRACE INCOMPLETE: recording cut short, recovered without its last seconds (the"
                        + " recorder died); 0 events lost, 0 of 2 packets have gaps",
                note(
                        "DELETE FROM event WHERE packet = 3; UPDATE metadata SET value ="
                                + " '{\"events\": 8, \"packets\": 3}' WHERE key ="
                                + " 'skbtrail.counters'; INSERT INTO metadata VALUES"
                                + " ('skbtrail.cut_short', 'the recorder died')"));
    }

    /** By then the packet's address is another one's: no number is due to its event. */
    @Test
    void isCompleteWhenACallReturnsAfterItsPacketWasFreed() {
        assertEquals(
                "complete: 0 events lost, 3 packets, none with gaps",
                note("UPDATE event SET seq = NULL, kind = 'return' WHERE packet = 2 AND seq = 3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM event WHERE packet = 3"
                        + "| the footer counts 12 events, the file has 8",
                "DELETE FROM event | the footer counts 12 events, the file has 0",
                "UPDATE event SET packet = 2, seq = seq + 4 WHERE packet = 3"
                        + "| the footer counts 3 packets, the file has 2",
                "UPDATE event SET seq = 4 WHERE packet = 2 AND seq = 2 | 1 of 3 packets have gaps",
                "UPDATE event SET seq = 7 - seq WHERE packet = 2 AND seq > 1"
                        + "| 1 of 3 packets have gaps",
                // As many numbers as the greatest says, and their sum is right, too.
                "UPDATE event SET seq = 0 WHERE packet = 2 AND seq = 1;"
                        + "UPDATE event SET seq = 3 WHERE packet = 2 AND seq = 2"
                        + "| 2 events have the seq of another of their packet",
                "UPDATE event SET seq = 1 WHERE packet = 2 AND seq = 2"
                        + "| 1 events have the seq of another of their packet",
                "UPDATE event SET seq = seq - 1 WHERE packet = 2 | TRACE INCOMPLETE",
                "UPDATE event SET seq = 4000000000 WHERE packet = 2 AND seq = 2"
                        + "| 1 of 3 packets have gaps",
                "UPDATE event SET seq = NULL WHERE packet = 2" + "| 4 events have no seq",
                // The last of a packet leaves no hole.
                "UPDATE event SET seq = NULL WHERE packet = 2 AND seq = 3 | 1 events have no seq",
                "UPDATE event SET packet = NULL WHERE packet = 2"
                        + "| the footer counts 3 packets, the file has 2; 4 events have no packet",
                "UPDATE event SET packet = NULL; UPDATE metadata SET value ="
                        + " '{\"events\": 12, \"packets\": 0}' WHERE key = 'skbtrail.counters'"
                        + "| 12 events have no packet",
                "UPDATE event SET function = NULL | 12 events have no function",
                "UPDATE event SET kind = NULL | 12 events have no kind",
                "UPDATE event SET function = NULL WHERE packet = 2 AND seq = 1"
                        + "| 1 events have no function",
                "UPDATE metadata SET value = '{\"events\": 12}' WHERE key = 'skbtrail.counters'"
                        + "| the footer does not count the packets",
                "UPDATE metadata SET value = '{\"events\": 12, \"packets\": \"many\"}'"
                        + " WHERE key = 'skbtrail.counters'"
                        + "| the footer does not count the packets",
                "UPDATE metadata SET value = '{\"events\": 12, \"packets\": 9223372036854775807,"
                        + " \"forgotten\": -5}' WHERE key = 'skbtrail.counters'"
                        + "| the footer does not count the packets",
                "UPDATE metadata SET value = 'many' WHERE key = 'skbtrail.counters'"
                        + "| the footer does not count the events; the footer does not count the packets",
                "DELETE FROM metadata WHERE key = 'skbtrail.counters'"
                        + "| the footer does not count the events",
                "DELETE FROM metadata WHERE key = 'skbtrail.losses'"
                        + "| the footer does not say what was lost",
            })
    void isIncompleteWhenTheRowsSayOtherwise(String change, String words) {
        assertIncomplete(change, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"cpu\": 0, \"cause\": \"ring full\", \"lost\": -5}]",
                "[{\"cpu\": 0, \"cause\": \"ring full\", \"lost\": \"many\"}]",
                "[{\"cpu\": 0}]",
                "[{\"cpu\": 0, \"lost\": 9223372036854775807}, {\"cpu\": 1, \"lost\": 9223372036854775807}]",
                "{}",
                "nothing",
            })
    void isIncompleteWhenTheFooterSaysNoNumberOfLosses(String losses) {
        String note = note(LOSSES.formatted("'" + losses + "'"));
        assertTrue(
                note.startsWith("TRACE INCOMPLETE: the footer does not say what was lost"), note);
        assertFalse(note.contains("-"), note);
    }

    /** A sum of the largest numbers is no number: no report could be made. */
    @ParameterizedTest
    @ValueSource(strings = {"-5", "9223372036854775807"})
    void isIncompleteWhenALossRowHasNoNumberToBelieve(String lost) {
        assertIncomplete(
                "INSERT INTO event BY NAME SELECT make_timestamp_ns(t) AS ts, 0 AS cpu, 'loss' AS kind, "
                        + lost
                        + " AS lost, 'ring full' AS lost_cause FROM range(5, 7) AS r (t)",
                "the footer does not say what was lost");
    }

    @ParameterizedTest
    @CsvSource({"packet", "seq", "function"})
    void refusesATraceWithoutAColumnThatGivesRowsTheirMeaning(String column) {
        Path trace =
                SyntheticTrace.write(
                        directory,
                        "bare",
                        "ts",
                        connection -> {
                            try (Statement statement = connection.createStatement()) {
                                statement.execute(ROWS);
                                statement.execute("ALTER TABLE event DROP COLUMN " + column);
                            }
                        });
        Cli.Result result = Cli.run("drops", trace);
        assertEquals(1, result.exitCode(), result.out());
        assertTrue(result.err().contains("column " + column + " is missing"), result.err());
    }

    /** A few rows may name one position so often that a report joins millions of pairs. */
    @Test
    void refusesManyEventsAtOnePosition() {
        Path trace =
                SyntheticTrace.write(
                        directory,
                        "many",
                        ROWS
                                + "INSERT INTO event SELECT event.* FROM event, range(300)"
                                + " WHERE packet = 2 AND seq = 1");
        Cli.Result result = Cli.run("paths", trace);
        assertEquals(1, result.exitCode(), result.out());
        assertTrue(result.err().contains("301 events of packet 2 have the same seq"), result.err());
    }

    /** Views count on from it: once "Overflow in addition of INT64" in 22 reports. */
    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, above 4294967295",
        "4294967296, above 4294967295",
        "-9223372036854775808, below -4294967296"
    })
    void refusesASeqThatNoRecorderWrites(long seq, String words) {
        String change = "UPDATE event SET seq = " + seq + " WHERE packet = 2 AND seq = 1";
        Path trace = SyntheticTrace.write(directory, "far", ROWS + change);
        Cli.Result result = Cli.run("paths", trace);
        assertEquals(1, result.exitCode(), result.out());
        assertEquals(
                "skbtrail: %s: packet 2 has a seq %s; no recorder writes that\n"
                        .formatted(trace, words),
                result.err());
    }

    /** The highest that is allowed does no harm in any report. */
    @Test
    void readsTheHighestSeqThatARecorderCanWrite() {
        String change = "UPDATE event SET seq = 4294967295 WHERE packet = 2 AND seq = 1";
        Path trace = SyntheticTrace.write(directory, "high", ROWS + change);
        Library library = Library.load();
        try (OpenTrace open = new OpenTrace(trace, library)) {
            for (Definition report : Suite.some(library.reports(), 4)) {
                String out = open.print(report, Format.TABLE, "2").out();
                assertTrue(out.contains("TRACE INCOMPLETE"), report.name());
            }
        }
    }

    @Test
    void countsWhatAFilterLeaves() {
        Path trace = SyntheticTrace.write(directory, "trace", ROWS);
        String out = Cli.run("packets", trace, "--packet", "2").out();
        assertTrue(out.contains("complete: 0 events lost, 1 packets, none with gaps"), out);
    }

    private void assertIncomplete(String change, String words) {
        String note = note(change);
        assertTrue(note.startsWith("TRACE INCOMPLETE: ") && note.contains(words), note);
    }

    private String note(String change) {
        Path trace = SyntheticTrace.write(directory, "trace", ROWS + change);
        Cli.Result result = Cli.run("packets", trace);
        assertEquals(0, result.exitCode(), result.err());
        return result.out().lines().skip(1).findFirst().orElse("");
    }
}
