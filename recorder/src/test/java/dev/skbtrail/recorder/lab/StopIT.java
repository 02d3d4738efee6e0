package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recording that is interrupted is a whole trace. */
class StopIT {

    private final Shell shell = new Shell(Duration.ofMinutes(1), Map.of());
    @TempDir private Path directory;

    @BeforeAll
    static void needsRoot() {
        Requires.root();
    }

    @ParameterizedTest
    @CsvSource({"INT,interrupt", "TERM,terminate"})
    void aSignalEndsATraceProperly(String signal, String stopReason)
            throws IOException, SQLException {
        Path file = directory.resolve("trace.parquet");
        try (Scenario scenario = Scenario.up("stop-" + stopReason)) {
            Shell.Running recorder =
                    shell.start(
                            List.of(
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
            recorder.signal(signal);
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
}
