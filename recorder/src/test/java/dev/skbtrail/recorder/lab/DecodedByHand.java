package dev.skbtrail.recorder.lab;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Checks a manual recording of {@code lab/decoded record}, on a kernel and with a back-end that
 * {@link TracedFunctionsIT} does not boot. The property names the directory.
 */
class DecodedByHand {
    private static final String EVENTS = "decoded";

    private final Path directory = Path.of(System.getProperty("skbtrail.decoded"));
    private Trace trace;

    @BeforeEach
    void open() throws SQLException {
        trace = new Trace().withEvents(EVENTS, directory.resolve("decoded.parquet"));
    }

    @AfterEach
    void close() throws SQLException {
        trace.close();
    }

    @Test
    void decodesTunnels() throws SQLException {
        new Tunnels(trace, EVENTS, directory).assertAll();
    }

    @Test
    void decodesFirewalls() throws SQLException {
        new Firewalls(trace, EVENTS, directory).assertAll();
    }

    @Test
    void decodesQueues() throws SQLException {
        new Queues(trace, EVENTS, directory).assertAll();
    }

    @Test
    void decodesFramesAndWhatIsBehindTheirHeaders() throws SQLException {
        new Frames(trace, EVENTS, directory).assertAll();
    }

    @Test
    void losesNothing() throws SQLException {
        Evidence.assertNothingLostButSkipped(trace, EVENTS);
    }
}
