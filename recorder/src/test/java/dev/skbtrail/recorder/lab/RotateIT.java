package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording of several parts: together they have what one trace would have. */
class RotateIT {

    /**
     * Datagram i goes to port 1024 + i, a number of them every 20 ms; to an address at random, so
     * that their rows need some space.
     */
    private static final String SEND =
            "for ((i = 1; i <= %d; i++)); do"
                    + " echo >/dev/udp/127.$((RANDOM %% 256)).$((RANDOM %% 256)).1/$((1024 + i));"
                    + " ((i %% %d)) || read -rt 0.02 <>\"$0\"; done 2>/dev/null; :";

    private static final int SLOW = 20;
    private static final int FAST = 10_000;

    private final Shell shell = new Shell(Duration.ofMinutes(1), Map.of());
    private final String namespace = "skbt-rotate-" + ProcessHandle.current().pid();
    @TempDir private Path directory;
    private Path parts;

    @BeforeAll
    static void needsRoot() {
        Requires.root();
    }

    @BeforeEach
    void makeNamespace() throws IOException {
        parts = Files.createDirectory(directory.resolve("parts"));
        shell.run("mkfifo", fifo()).succeeds();
        shell.run("ip", "netns", "add", namespace).succeeds();
        shell.run("ip", "-n", namespace, "link", "set", "lo", "up").succeeds();
    }

    @AfterEach
    void removeNamespace() {
        shell.run("ip", "netns", "del", namespace).succeeds();
    }

    private String fifo() {
        return directory.resolve("never").toString();
    }

    private List<String> send(int datagrams, int atOnce) {
        return List.of(
                "ip",
                "netns",
                "exec",
                namespace,
                "bash",
                "-c",
                SEND.formatted(datagrams, atOnce),
                fifo());
    }

    private List<String> record(String... options) {
        List<String> command = new ArrayList<>(List.of(Programs.RECORD, "--backend", "restricted"));
        command.addAll(List.of("-o", parts.resolve("t.parquet").toString()));
        command.addAll(List.of("--no-snapshot", "--netns", namespace, "--proto", "udp"));
        command.addAll(List.of(options));
        return command;
    }

    private void recordSending(int datagrams, int atOnce, String... options) {
        List<String> command = record(options);
        command.add("--");
        command.addAll(send(datagrams, atOnce));
        shell.run(command).succeeds();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(parts)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Views events, with the number of the part in column number, and parts. */
    private Trace read() throws SQLException {
        Trace trace = new Trace();
        String all = "'" + parts.resolve("t.*.parquet") + "'";
        trace.run(
                """
                CREATE VIEW parts AS
                SELECT file, m['skbtrail.stop_reason'] AS stop_reason,
                    m['skbtrail.part'] ->> 'recording' AS recording,
                    CAST(m['skbtrail.part'] ->> 'number' AS INTEGER) AS number,
                    CAST(m['skbtrail.start'] AS BIGINT) AS start,
                    CAST(m['skbtrail.stop'] AS BIGINT) AS stop,
                    CAST(m['skbtrail.counters'] ->> 'events' AS BIGINT) AS events,
                    CAST(m['skbtrail.counters'] ->> 'packets' AS BIGINT) AS packets,
                    m['skbtrail.losses'] AS losses
                FROM (
                    SELECT file_name AS file, map(list(decode(key)), list(decode(value))) AS m
                    FROM parquet_kv_metadata(%s) GROUP BY file_name)
                """
                        .formatted(all));
        trace.run(
                """
                CREATE VIEW events AS SELECT e.*, number
                FROM read_parquet(%s, filename = true) e JOIN parts ON file = filename
                """
                        .formatted(all));
        return trace;
    }

    /** One recording, in which each part goes on where the one before stopped. */
    private static void assertSequence(Trace trace) throws SQLException {
        assertEquals(1, trace.number("SELECT count(DISTINCT recording) FROM parts"));
        assertEquals(
                0,
                trace.number(
                        """
                        SELECT count(*) FROM (
                            SELECT start - lag(stop) OVER name AS gap,
                                number - lag(number) OVER name AS step
                            FROM parts WINDOW name AS (ORDER BY file))
                        WHERE gap <> 0 OR step <> 1
                        """));
        assertEquals(
                List.of(),
                trace.rows(
                        """
                        SELECT p.number, any_value(events), count(e.packet), any_value(losses)
                        FROM parts p LEFT JOIN events e USING (number) GROUP BY p.number
                        HAVING any_value(losses) <> '[]' OR any_value(events) <> count(e.packet)
                        """),
                "number, events, rows, losses");
    }

    /** Each packet is complete, in one part or in two that follow one another. */
    private static void assertPacketsWhole(Trace trace) throws SQLException {
        assertEquals(
                0,
                trace.number(
                        """
                        SELECT count(*) FROM (
                            SELECT count(*) AS rows, count(DISTINCT seq) AS seqs, max(seq) AS last,
                                max(number) - min(number) AS further
                            FROM events GROUP BY packet)
                        WHERE rows <> seqs OR last <> rows - 1 OR further > 1
                        """));
    }

    private static void assertAll(Trace trace, int datagrams) throws SQLException {
        assertSequence(trace);
        assertPacketsWhole(trace);
        assertEquals(
                List.of(datagrams + " " + datagrams),
                trace.rows(
                        """
                        SELECT count(DISTINCT packet), count(DISTINCT dport) FROM events
                        WHERE dport BETWEEN 1025 AND 1024 + %d
                        """
                                .formatted(datagrams)));
        assertEquals(
                trace.number("SELECT count(DISTINCT packet) FROM events"),
                trace.number("SELECT sum(packets) FROM parts"));
        assertEquals(
                trace.rows(
                        """
                        SELECT if(number = max(number) OVER (), 'command', 'rotate')
                        FROM parts ORDER BY number
                        """),
                trace.rows("SELECT stop_reason FROM parts ORDER BY number"));
    }

    @Test
    void hasEveryDatagramOverRotationsByTime() throws Exception {
        recordSending(2000, SLOW, "--rotate", "1s");
        try (Trace trace = read()) {
            assertAll(trace, 2000);
            assertTrue(trace.number("SELECT count(*) FROM parts") >= 3);
            assertEquals(trace.number("SELECT count(*) FROM parts"), files().size());
        }
    }

    @Test
    void hasEveryDatagramOverRotationsBySize() throws Exception {
        recordSending(40_000, FAST, "--rotate", "1M", "--buffer-size", "128M");
        try (Trace trace = read()) {
            assertAll(trace, 40_000);
            assertTrue(trace.number("SELECT count(*) FROM parts") >= 2);
        }
    }

    /** What was finished stays, and the part that was being written can be recovered. */
    @Test
    void keepsTheLastPartsAndLosesOnlyTheLastSecondsWhenItIsKilled() throws Exception {
        Shell.Running recorder = shell.start(record("--rotate", "1s", "--keep", "2"));
        recorder.awaitMessage("recording");
        Shell.Running sender = shell.start(send(60_000, SLOW));
        awaitThePartAfterADeletedOne();
        recorder.signal("KILL");
        sender.signal("KILL");
        recorder.await();
        sender.await();
        assertEquals(3, files().size(), () -> "not two, and one that is partial");
        shell.run(Programs.RECORD, "recover", parts.resolve("t.parquet").toString()).succeeds();

        try (Trace trace = read()) {
            assertSequence(trace);
            assertEquals(
                    List.of("rotate", "rotate", "cut short"),
                    trace.rows("SELECT stop_reason FROM parts ORDER BY number"));
            assertTrue(trace.number("SELECT min(number) FROM parts") >= 2);
            assertEquals(
                    trace.number("SELECT max(dport) - min(dport) + 1 FROM events"),
                    trace.number("SELECT count(DISTINCT dport) FROM events"));
        }
    }

    private void awaitThePartAfterADeletedOne() throws Exception {
        String first = files().get(0).replace(".partial", "");
        Wait.until(
                "a part after a deleted one",
                () ->
                        files().size() == 3
                                && files().stream().noneMatch(file -> file.startsWith(first)));
    }
}
