package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.libbpf.DatagramReceiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording as systemd runs it. */
class ServiceIT {
    private static final String ALIVE = "WATCHDOG=1";

    private final String namespace = "skbt-service-" + ProcessHandle.current().pid();
    @TempDir private Path directory;
    private Shell shell;

    @BeforeAll
    static void needsRoot() {
        Requires.root();
    }

    @BeforeEach
    void makeNamespace() {
        Map<String, String> environment =
                Map.of("NOTIFY_SOCKET", address(), "WATCHDOG_USEC", "600000");
        shell = new Shell(Duration.ofMinutes(1), environment);
        shell.run("ip", "netns", "add", namespace).succeeds();
        shell.run("ip", "-n", namespace, "link", "set", "lo", "up").succeeds();
    }

    @AfterEach
    void removeNamespace() {
        shell.run("ip", "netns", "del", namespace).succeeds();
    }

    private String address() {
        return directory.resolve("notify").toString();
    }

    private void sendOne() {
        shell.run("ip", "netns", "exec", namespace, "bash", "-c", "echo >/dev/udp/127.0.0.1/9")
                .succeeds();
    }

    /**
     * The watchdog of systemd would end a recorder that is stopped, and not one that goes on
     * afterwards. What was sent meanwhile is in the trace.
     */
    @Test
    void saysThatItIsReadyAliveAndStopping() throws Exception {
        Path file = directory.resolve("t.parquet");
        try (DatagramReceiver systemd = new DatagramReceiver(address())) {
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
            await(systemd, "READY=1");
            sendOne();
            await(systemd, ALIVE);
            recorder.signal("STOP");
            Path status = Path.of("/proc/" + recorder.pid() + "/status");
            Wait.until("the stop", () -> Files.readString(status).contains("State:\tT"));
            while (!systemd.isEmpty()) {
                systemd.next();
            }
            sendOne();
            assertTrue(systemd.isEmpty());
            recorder.signal("CONT");
            await(systemd, ALIVE);
            recorder.signal("TERM");
            await(systemd, "STOPPING=1");
            recorder.await().succeeds();
        }
        try (Trace trace = new Trace().withEvents("events", file)) {
            assertEquals(2, trace.number("SELECT count(DISTINCT packet) FROM events"));
            Evidence.assertNothingLost(trace, "events");
        }
    }

    private static void await(DatagramReceiver systemd, String state) {
        String said = systemd.next();
        while (!List.of(said.split("\n")).contains(state)) {
            said = systemd.next();
        }
    }
}
