package dev.skbtrail.recorder.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.libbpf.DatagramReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceManagerTest {
    private static final String OWN = Long.toString(ProcessHandle.current().pid());

    private static final RecordingListener NEXT = SupervisorTest.SILENT;

    @TempDir private Path directory;

    private String address(String prefix) {
        return (prefix.equals("@") ? "@" : "") + directory.resolve("notify");
    }

    private static Progress progress(long pulse) {
        return new Progress(12_345, 7, 3, 4300, Duration.ZERO, pulse);
    }

    /** With a watchdog so quick that a message is due at each call. */
    private static RecordingListener watched(String address) {
        Map<String, String> environment =
                Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "0", "WATCHDOG_PID", OWN);
        return ServiceManager.tell(environment, NEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "@"})
    void tellsHowTheRecordingGoes(String prefix) {
        try (DatagramReceiver systemd = new DatagramReceiver(address(prefix))) {
            RecordingListener told = watched(address(prefix));
            told.onProbes(3, 60);
            told.onAttached(List.of());
            told.onProgress(progress(1));
            told.onStop();
            assertEquals(
                    "EXTEND_TIMEOUT_USEC=60000000\nSTATUS=attaching: 3 of 60 probes",
                    systemd.next());
            assertEquals("READY=1\nSTATUS=recording", systemd.next());
            assertEquals("STATUS=12,345 events, 3 lost\nWATCHDOG=1", systemd.next());
            assertEquals("STOPPING=1\nSTATUS=writing the rest", systemd.next());
            assertTrue(systemd.isEmpty());
        }
    }

    @Test
    void isNotAliveWhileAThreadStandsStill() {
        try (DatagramReceiver systemd = new DatagramReceiver(address("/"))) {
            RecordingListener told = watched(address("/"));
            told.onProgress(progress(5));
            told.onProgress(progress(5));
            told.onProgress(progress(6));
            assertEquals("STATUS=12,345 events, 3 lost\nWATCHDOG=1", systemd.next());
            assertEquals("STATUS=12,345 events, 3 lost; a thread does not go on", systemd.next());
            assertEquals("STATUS=12,345 events, 3 lost\nWATCHDOG=1", systemd.next());
        }
    }

    @Test
    void isSilentAboutTheWatchdogOfAnotherProcess() {
        try (DatagramReceiver systemd = new DatagramReceiver(address("/"))) {
            Map<String, String> environment =
                    Map.of(
                            "NOTIFY_SOCKET",
                            address("/"),
                            "WATCHDOG_USEC",
                            "0",
                            "WATCHDOG_PID",
                            "1");
            RecordingListener told = ServiceManager.tell(environment, NEXT);
            told.onProgress(progress(1));
            told.onStop();
            assertEquals("STOPPING=1\nSTATUS=writing the rest", systemd.next(), "not yet due");
        }
    }

    @Test
    void doesWithoutAServiceManager() {
        assertSame(NEXT, ServiceManager.tell(Map.of(), NEXT));
        assertSame(NEXT, ServiceManager.tell(Map.of("NOTIFY_SOCKET", "vsock:2:1"), NEXT));
        assertSame(NEXT, ServiceManager.tell(Map.of("NOTIFY_SOCKET", address("/")), NEXT));
    }

    /** The manager goes away while it records. */
    @Test
    void goesOnWhenNoOneListensAnyMore() {
        RecordingListener told;
        try (DatagramReceiver systemd = new DatagramReceiver(address("/"))) {
            told = watched(address("/"));
            assertTrue(systemd.isEmpty());
        }
        told.onProgress(progress(1));
        told.onStop();
    }
}
