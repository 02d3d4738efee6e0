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
import java.util.ArrayList;
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

    /** Datagram i goes to port 1024 + i. */
    private static final String SEND =
            "for ((i = %d; i <= %d; i++)); do echo >/dev/udp/127.0.0.1/$((1024 + i)); done";

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

    private void send(int from, int to) {
        shell.run("ip", "netns", "exec", namespace, "bash", "-c", SEND.formatted(from, to))
                .succeeds();
    }

    private void giveDirectory() {
        shell.run("chmod", "711", directory.toString()).succeeds();
        shell.run("chown", USER, traces.toString()).succeeds();
    }

    private Shell.Running record() {
        giveDirectory();
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
        Wait.until("a second part", () -> files().size() >= 2);
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
            String events = "read_parquet('%s/*.parquet')".formatted(traces);
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

    /** In the namespace, and not as root. */
    private Shell.Result recordWith(String capabilities) {
        giveDirectory();
        List<String> command =
                new ArrayList<>(
                        List.of("ip", "netns", "exec", namespace, "setpriv", "--reuid", USER));
        command.addAll(List.of("--clear-groups", "--regid", "65534"));
        for (String set : List.of("inh-caps", "ambient-caps", "bounding-set")) {
            command.add("--%s=-all,%s".formatted(set, capabilities));
        }
        command.addAll(List.of(Programs.RECORD, "--backend", "restricted", "--no-snapshot"));
        command.addAll(List.of("-o", traces.resolve("t.parquet").toString(), "--proto", "udp"));
        command.addAll(List.of("--", "bash", "-c", SEND.formatted(1, DATAGRAMS)));
        return shell.run(command);
    }

    @Test
    void needsThreeCapabilitiesForItsOwnNamespace() throws IOException, SQLException {
        Shell.Result result = recordWith("+bpf,+perfmon,+net_admin").succeeds();
        assertTrue(
                result.err()
                        .contains(
                                "missing without root: other network namespaces and functions of"
                                        + " modules (CAP_SYS_ADMIN); namespaces without a name"),
                result::toString);
        assertTrace();
    }

    @Test
    void namesTheCapabilityThatTheBackEndNeeds() throws IOException {
        Shell.Result result = recordWith("+bpf,+perfmon");
        assertEquals(1, result.exitCode(), result::toString);
        assertTrue(
                result.err().contains("restricted: it needs root or CAP_NET_ADMIN"),
                result::toString);
        assertEquals(List.of(), files());
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
