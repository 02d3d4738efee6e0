package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording that goes on as an ordinary user. */
class UserIT {
    private static final String USER = "nobody";
    private static final String NO_CAPABILITIES = "0000000000000000";
    private static final int DATAGRAMS = 40;

    private final Shell shell = new Shell(Duration.ofMinutes(1), Map.of());
    private final String namespace = "skbt-user-" + ProcessHandle.current().pid();
    @TempDir private Path directory;
    private Path traces;

    @BeforeAll
    static void needsRoot() {
        Requires.root();
    }

    @BeforeEach
    void makeNamespace() throws IOException {
        traces = Files.createDirectory(directory.resolve("traces"));
        shell.run("ip", "netns", "add", namespace).succeeds();
        shell.run("ip", "-n", namespace, "link", "set", "lo", "up").succeeds();
    }

    @AfterEach
    void removeNamespace() {
        shell.run("ip", "netns", "del", namespace).succeeds();
    }

    /** Datagram i goes to port 1024 + i. */
    private void send(int from, int to) {
        String loop =
                "for ((i = %d; i <= %d; i++)); do echo >/dev/udp/127.0.0.1/$((1024 + i)); done";
        shell.run("ip", "netns", "exec", namespace, "bash", "-c", loop.formatted(from, to))
                .succeeds();
    }

    private Shell.Running record() throws IOException {
        shell.run("chmod", "711", directory.toString()).succeeds();
        shell.run("chown", USER, traces.toString()).succeeds();
        Shell.Running recorder =
                shell.start(
                        List.of(
                                Programs.RECORD,
                                "--user",
                                USER,
                                "--rotate",
                                "1s",
                                "-o",
                                traces.resolve("t.parquet").toString(),
                                "--netns",
                                namespace,
                                "--proto",
                                "udp"));
        recorder.awaitMessage("recording");
        return recorder;
    }

    @Test
    void hasNoPrivilegeInAnyThreadWhileItRecords() throws Exception {
        Shell.Running recorder = record();
        send(1, DATAGRAMS / 2);
        awaitParts(2);
        send(DATAGRAMS / 2 + 1, DATAGRAMS);
        List<Map<String, String>> threads = threads(recorder.pid());
        recorder.signal("INT");
        recorder.await().succeeds();

        String uid = shell.run("id", "-u", USER).out().strip();
        assertTrue(threads.size() > 10, threads::toString);
        for (String set : List.of("CapEff", "CapPrm", "CapAmb")) {
            assertEquals(Set.of(NO_CAPABILITIES), values(threads, set), set);
        }
        assertEquals(Set.of(String.join("\t", uid, uid, uid, uid)), values(threads, "Uid"));
        assertEquals(Set.of("1"), values(threads, "NoNewPrivs"));
        assertEquals(Set.of("2"), values(threads, "Seccomp"), "threads with a filter");
        assertTrace();
    }

    private void assertTrace() throws IOException, SQLException {
        for (Path file : files()) {
            assertEquals(USER, Files.getOwner(file).getName());
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                    file::toString);
        }
        try (Trace trace = new Trace()) {
            String events = "read_parquet('%s/t.*.parquet')".formatted(traces);
            assertEquals(
                    DATAGRAMS,
                    trace.number(
                            "SELECT count(DISTINCT dport) FROM %s WHERE function = 'nf:INPUT:last'"
                                    .formatted(events)));
            assertEquals(
                    List.of(namespace),
                    trace.rows(
                            "SELECT DISTINCT netns_name FROM %s WHERE netns_name IS NOT NULL"
                                    .formatted(events)));
            assertEquals(
                    0,
                    trace.number("SELECT count(*) FROM %s WHERE kind = 'loss'".formatted(events)));
        }
    }

    /** Of the threads of a process, what /proc says of each. */
    private static List<Map<String, String>> threads(long pid) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return tasks.map(UserIT::status).filter(status -> !status.isEmpty()).toList();
        }
    }

    private static Map<String, String> status(Path task) {
        try {
            return Files.readString(task.resolve("status"))
                    .lines()
                    .map(line -> line.split(":\\s*", 2))
                    .collect(Collectors.toMap(w -> w[0], w -> w[1]));
        } catch (IOException e) {
            // The thread has ended.
            assertTrue(Files.notExists(task), e::toString);
            return Map.of();
        }
    }

    private static Set<String> values(List<Map<String, String>> threads, String field) {
        Set<String> values = new TreeSet<>();
        threads.forEach(thread -> values.add(thread.get(field)));
        return values;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(traces)) {
            return all.sorted().toList();
        }
    }

    /** Waits for this many traces: finished, but for the last one. */
    private void awaitParts(int count) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (files().size() < count) {
            assertTrue(System.nanoTime() < deadline, "no second part");
            Thread.sleep(20);
        }
    }

    /** Before anything is attached, and without leaving anything. */
    @Test
    void refusesADirectoryThatTheUserMayNotWriteTo() throws IOException {
        shell.run("chmod", "711", directory.toString()).succeeds();
        Path file = traces.resolve("t.parquet");
        Cli.Result result = Cli.run("-o", file.toString(), "--user", USER);
        assertEquals(1, result.exitCode(), result::toString);
        assertEquals(
                "skbtrail-record: as user nobody: cannot write %s: no permission to make a file in"
                                .formatted(file)
                        + " %s; choose another directory%n".formatted(traces),
                result.err());
        assertEquals(List.of(), files());
    }
}
