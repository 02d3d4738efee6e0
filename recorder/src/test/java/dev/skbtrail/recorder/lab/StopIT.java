package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.cli.Cli;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recording that is interrupted leaves a complete trace. */
class StopIT {

    private final Shell shell = new Shell(Duration.ofMinutes(1), Map.of());
    @TempDir private Path directory;

    @BeforeAll
    static void needsRoot() {
        Requires.root();
    }

    /**
     * A script starts its background jobs with SIGINT ignored, and nohup starts its command with
     * SIGHUP ignored: the first must not keep kill -INT from ending the recording, the second keeps
     * its meaning.
     */
    @ParameterizedTest
    @CsvSource({
        "exec, INT, interrupt",
        "exec, TERM, terminate",
        "exec, HUP, hangup",
        "exec, QUIT, quit",
        "trap '' INT && exec, INT, interrupt",
        "trap '' HUP && exec, HUP INT, interrupt"
    })
    void aSignalEndsATraceProperly(String start, String signals, String stopReason)
            throws IOException, SQLException {
        Path file = directory.resolve("trace.parquet");
        try (Scenario scenario = Scenario.up("stop-" + stopReason)) {
            Shell.Running recorder =
                    shell.start(
                            List.of(
                                    "sh",
                                    "-c",
                                    start + " \"$0\" \"$@\"",
                                    Programs.RECORD,
                                    "-o",
                                    file.toString(),
                                    "--duration",
                                    "50s",
                                    "--port",
                                    "8082"));
            recorder.awaitMessage("recording");
            shell.run(
                            Programs.SCENARIO,
                            "traffic",
                            scenario.name(),
                            directory.resolve("evidence").toString(),
                            "udp-closed")
                    .succeeds();
            for (String signal : signals.split(" ")) {
                recorder.signal(signal);
            }
            recorder.await().succeeds();
        }

        try (Trace trace = new Trace().withEvents("events", file)) {
            assertEquals(
                    List.of(stopReason),
                    trace.rows(
                            "SELECT value FROM events_metadata"
                                    + " WHERE key = 'skbtrail.stop_reason'"));
            assertTrue(trace.number("SELECT count(DISTINCT packet) FROM events") >= 13 + 17);
        }
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    /** The packets are in the trace, and the end is a proper one. */
    @Test
    void goesOnWhenAnInterfaceAndANamespaceDisappear() throws SQLException {
        Path file = directory.resolve("trace.parquet");
        String namespace = "skbt-gone-" + ProcessHandle.current().pid();
        shell.run("ip", "netns", "add", namespace).succeeds();
        shell.run("ip", "-n", namespace, "link", "set", "lo", "up").succeeds();
        String pair = "link add gone0 up type veth peer name gone1";
        shell.run(("ip -n " + namespace + " " + pair).split(" ")).succeeds();
        shell.run("ip", "-n", namespace, "address", "add", "192.0.2.1/24", "dev", "gone0")
                .succeeds();
        Shell.Running recorder =
                shell.start(
                        List.of(
                                Programs.RECORD,
                                "-o",
                                file.toString(),
                                "--netns",
                                namespace,
                                "--proto",
                                "udp"));
        recorder.awaitMessage("recording");
        sendTo(namespace, "192.0.2.255");
        shell.run("ip", "-n", namespace, "link", "del", "gone0").succeeds();
        sendTo(namespace, "127.0.0.1");
        shell.run("ip", "netns", "del", namespace).succeeds();
        recorder.signal("INT");
        recorder.await().succeeds();

        try (Trace trace = new Trace().withEvents("events", file)) {
            Evidence.assertNothingLost(trace, "events");
            assertEquals(
                    List.of("9 gone0", "9 lo"),
                    trace.rows(
                            "SELECT DISTINCT dport, ifname FROM events"
                                    + " WHERE function = 'tc:egress' ORDER BY ifname"));
        }
    }

    private void sendTo(String namespace, String address) {
        String datagram = "echo | socat -u - UDP4-DATAGRAM:%s:9,broadcast".formatted(address);
        shell.run("ip", "netns", "exec", namespace, "sh", "-c", datagram).succeeds();
    }

    /** Like perf and strace; the trace is complete nevertheless. */
    @ParameterizedTest
    @CsvSource({"exit 0, 0", "exit 3, 3", "kill -9 $$, 137"})
    void handsOnTheExitCodeOfTheCommand(String command, int exitCode) throws SQLException {
        Path file = directory.resolve("trace.parquet");
        Cli.Result result =
                Cli.run("-o", file.toString(), "--iface", "lo", "--", "sh", "-c", command);
        assertEquals(exitCode, result.exitCode(), result::toString);
        try (Trace trace = new Trace().withEvents("events", file)) {
            assertEquals(
                    List.of("command"),
                    trace.rows(
                            "SELECT value FROM events_metadata"
                                    + " WHERE key = 'skbtrail.stop_reason'"));
        }
    }

    /** Of two processes that send the same packets, one is recorded, until the limit is reached. */
    @ParameterizedTest
    @CsvSource({"--duration 3s,duration", "--events 3,events"})
    void aLimitEndsATraceProperly(String limit, String stopReason)
            throws IOException, SQLException {
        Path file = directory.resolve("trace.parquet");
        long pid = ProcessHandle.current().pid();
        List<String> command = new ArrayList<>(List.of(Programs.RECORD, "-o", file.toString()));
        command.addAll(List.of(limit.split(" ")));
        command.addAll(List.of("--iface", "lo", "--dport", "9", "--pid", Long.toString(pid)));
        Shell.Running recorder = shell.start(command);
        recorder.awaitMessage("recording");
        shell.run("bash", "-c", "for i in 1 2 3 4 5; do echo >/dev/udp/127.0.0.1/9; done")
                .succeeds();
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress loopback = InetAddress.getByName("127.0.0.1");
            socket.send(new DatagramPacket(new byte[1], 1, loopback, 9));
        }
        recorder.await().succeeds();

        try (Trace trace = new Trace().withEvents("events", file)) {
            assertEquals(
                    List.of(stopReason),
                    trace.rows(
                            "SELECT value FROM events_metadata"
                                    + " WHERE key = 'skbtrail.stop_reason'"));
            assertEquals(
                    List.of(Long.toString(pid)),
                    trace.rows("SELECT DISTINCT pid FROM events WHERE function LIKE 'nf:%'"));
            assertEquals(1, trace.number("SELECT count(DISTINCT packet) FROM events"));
        }
    }
}
