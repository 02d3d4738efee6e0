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

/** A flight recorder in steady traffic, with a fault now and then. */
class FlightIT {
    private static final int WINDOW_SECONDS = 2;
    private static final int SINK = 9000;
    private static final int CLOSED = 20_000;

    /** A connected socket numbers its datagrams in the IP header. */
    private static final String SEND =
            "exec 3>/dev/udp/127.0.0.1/%d; while echo >&3; do read -rt 0.005 <>\"$0\"; done";

    /** What a trigger sees when it has fired, of the dump that it caused. */
    private static final String CAUSE =
            """
            SELECT decode(value) ->> 'trigger' FROM parquet_kv_metadata('%s/*.parquet')
            WHERE decode(key) = 'skbtrail.trigger'
            ORDER BY file_name DESC LIMIT 1
            """;

    private final Shell shell = new Shell(Duration.ofMinutes(1), Map.of());
    private final String namespace = "skbt-flight-" + ProcessHandle.current().pid();
    private final List<Shell.Running> traffic = new ArrayList<>();
    @TempDir private Path directory;
    private Path dumps;

    @BeforeAll
    static void needsRoot() {
        Requires.root();
    }

    @BeforeEach
    void makeTraffic() throws IOException {
        dumps = Files.createDirectory(directory.resolve("dumps"));
        shell.run("mkfifo", directory.resolve("never").toString()).succeeds();
        shell.run("ip", "netns", "add", namespace).succeeds();
        shell.run("ip", "-n", namespace, "link", "set", "lo", "up").succeeds();
    }

    @AfterEach
    void removeTraffic() {
        traffic.forEach(program -> program.signal("KILL"));
        traffic.forEach(Shell.Running::await);
        shell.run("ip", "netns", "del", namespace).succeeds();
    }

    private List<String> inNamespace(String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        all.addAll(List.of(command));
        return all;
    }

    private void startTraffic() throws Exception {
        traffic.add(shell.start(inNamespace("socat", "-u", "UDP4-RECV:" + SINK, "OPEN:/dev/null")));
        Wait.until(
                "a receiver",
                () -> shell.run(inNamespace("ss", "-Hlun")).out().contains(":" + SINK));
        traffic.add(
                shell.start(
                        inNamespace(
                                "bash",
                                "-c",
                                SEND.formatted(SINK),
                                directory.resolve("never").toString())));
    }

    private void fault(int number) {
        shell.run(inNamespace("bash", "-c", "echo >/dev/udp/127.0.0.1/" + (CLOSED + number)));
    }

    private List<Path> dumps() throws IOException {
        try (Stream<Path> all = Files.list(dumps)) {
            return all.filter(path -> path.toString().endsWith("Z")).sorted().toList();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(dumps)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** Waits for one more dump. */
    private Path dumpAfter(List<Path> before) throws Exception {
        Wait.until("a dump", () -> dumps().size() > before.size());
        List<Path> now = new ArrayList<>(dumps());
        now.removeAll(before);
        return now.get(0);
    }

    private void assertHasFault(Path dump, int number) throws SQLException {
        try (Trace trace = new Trace()) {
            trace.run("CREATE VIEW events AS FROM read_parquet('" + dump + "/*.parquet')");
            assertEquals(List.of("drop=NO_SOCKET"), trace.rows(CAUSE.formatted(dump)));
            assertEquals(
                    List.of("true true true"),
                    trace.rows(
                            """
                            SELECT min(seq) = 0, max(seq) = count(*) - 1,
                                bool_or(drop_reason = 'NO_SOCKET')
                            FROM events WHERE packet IN (
                                SELECT packet FROM events WHERE dport = %d AND protocol = 'UDP')
                            """
                                    .formatted(CLOSED + number)),
                    "from its beginning to its end");
            assertEquals(
                    List.of("true true true"),
                    trace.rows(
                            """
                            SELECT (SELECT min(epoch_ns(ts)) FROM events WHERE dport = %d)
                                    - min(first) >= 1000000000 * %d,
                                count(*) > 100, count(*) FILTER (step <> 1) = 0
                            FROM (
                                SELECT first, (65536 + id - lag(id) OVER (ORDER BY first)) %% 65536
                                    AS step
                                FROM (
                                    SELECT min(epoch_ns(ts)) AS first, any_value(ip_id) AS id
                                    FROM events WHERE dport = %d GROUP BY packet))
                            """
                                    .formatted(CLOSED + number, WINDOW_SECONDS, SINK)),
                    "the window before it, without a gap");
        }
    }

    private List<String> record(Path trigger) {
        return List.of(
                Programs.RECORD,
                "--backend",
                "restricted",
                "-o",
                dumps.resolve("t.parquet").toString(),
                "--no-snapshot",
                "--netns",
                namespace,
                "--flight-recorder",
                WINDOW_SECONDS + "s",
                "--keep",
                "3",
                "--trigger",
                "drop=NO_SOCKET",
                "--trigger",
                "file=" + trigger);
    }

    @Test
    void writesOutWhatWasBeforeEachFault() throws Exception {
        Path now = directory.resolve("now");
        Shell.Running recorder = shell.start(record(now));
        recorder.awaitMessage("recording");
        startTraffic();
        awaitDeletedPart();
        for (int number = 1; number <= 2; number++) {
            List<Path> before = dumps();
            fault(number);
            assertHasFault(dumpAfter(before), number);
        }

        List<Path> before = dumps();
        recorder.signal("USR1");
        assertCause("SIGUSR1", dumpAfter(before));
        recorder.awaitMessage("SIGUSR1; the ");
        Files.createFile(now);
        recorder.awaitMessage("; deleted " + dumps.resolve("t."));
        assertEquals(3, dumps().size());
        assertCause("file=" + now, dumps().get(2));

        recorder.signal("INT");
        Shell.Result result = recorder.await();
        result.succeeds();
        assertTrue(result.err().contains("3 dumps (of 5), "), result::err);
        assertEquals(3, dumps().size());
        assertEquals(
                List.of(),
                files().stream().filter(file -> file.getParent().equals(dumps)).toList());
        long space = 0;
        for (Path file : files()) {
            space += Files.size(file);
        }
        assertTrue(space < 10 << 20, "space " + space);
    }

    private void assertCause(String trigger, Path dump) throws SQLException {
        try (Trace trace = new Trace()) {
            assertEquals(List.of(trigger), trace.rows(CAUSE.formatted(dump)));
        }
    }

    /** Since then, the window is full. */
    private void awaitDeletedPart() throws Exception {
        Wait.until(
                "a part",
                () -> files().stream().anyMatch(file -> file.toString().endsWith(".parquet")));
        Path first =
                files().stream()
                        .filter(file -> file.toString().endsWith(".parquet"))
                        .sorted()
                        .toList()
                        .get(0);
        Wait.until("the end of " + first, () -> !Files.exists(first));
    }
}
