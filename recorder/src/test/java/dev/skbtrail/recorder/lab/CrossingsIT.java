package dev.skbtrail.recorder.lab;

import static dev.skbtrail.recorder.lab.Crossings.Filter.FIRST;
import static dev.skbtrail.recorder.lab.Crossings.Filter.OUTER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows packets through a bridge, both kinds of NAT, a tunnel and four namespaces on this
 * machine.
 */
class CrossingsIT {

    private final Shell shell = new Shell(Duration.ofMinutes(1), Map.of());
    private final String name = "skbt-cross-" + ProcessHandle.current().pid();
    @TempDir private Path directory;

    @Test
    void keepsOnePacketFromEndToEndWhicheverHeaderTheFilterMatches() throws SQLException {
        Requires.root();
        Path first = directory.resolve("first.parquet");
        Path outer = directory.resolve("outer.parquet");
        try {
            shell.run(Programs.CROSSINGS, "up", name).succeeds();
            new NestedRecorders(directory)
                    .record(
                            List.of(options(first, FIRST), options(outer, OUTER)),
                            () -> shell.run(Programs.CROSSINGS, "traffic", name).succeeds());
        } finally {
            shell.run(Programs.CROSSINGS, "down", name).succeeds();
        }

        try (Trace trace =
                new Trace().withEvents("by_first", first).withEvents("by_outer", outer)) {
            Crossings.assertOnePacketForEachDatagram(trace, "by_first", name, FIRST);
            Crossings.assertOnePacketForEachDatagram(trace, "by_outer", name, OUTER);
            assertColumns(trace);
        }
    }

    @Test
    void accountsForEveryByteThatWasSent() throws SQLException, IOException {
        Requires.root();
        try {
            shell.run(Programs.PAYLOAD, "up", name).succeeds();
            shell.run(
                            Programs.RECORD,
                            "--backend",
                            "restricted",
                            "--port",
                            "7101-7103",
                            "--buffer-size",
                            "16M",
                            "-o",
                            directory.resolve("payload.parquet").toString(),
                            "--",
                            Programs.PAYLOAD,
                            "traffic",
                            name,
                            directory.toString())
                    .succeeds();
        } finally {
            shell.run(Programs.PAYLOAD, "down", name).succeeds();
        }
        try (PayloadTruth payload =
                new PayloadTruth(
                        directory,
                        directory.resolve("payload.parquet"),
                        name,
                        PayloadTruth.Places.RESTRICTED)) {
            payload.assertAll();
        }
    }

    /** Checks the contents of the tunnel, and that each datagram is a connection of its own. */
    private static void assertColumns(Trace trace) throws SQLException {
        assertEquals(
                List.of("vxlan 42 198.51.100.1 198.51.100.2 UDP 7000 11"),
                trace.rows(
                        """
                        SELECT tunnel_type, tunnel_id, inner_saddr, inner_daddr, inner_protocol,
                               inner_dport, count(DISTINCT packet)
                        FROM by_first
                        WHERE saddr = '203.0.113.129' AND dport = 4789 GROUP BY ALL
                        """));
        assertEquals(
                List.of("FORWARD NEW 11"),
                trace.rows(
                        """
                        SELECT nf_hook, ct_state, count(DISTINCT packet) FROM by_first
                        WHERE nf_hook = 'FORWARD' AND netns_name LIKE '%-router' GROUP BY ALL
                        """));
    }

    private static List<String> options(Path trace, Crossings.Filter filter) {
        List<String> options = new ArrayList<>(List.of("--backend", "restricted"));
        options.addAll(filter.options());
        options.addAll(List.of("-o", trace.toString()));
        return options;
    }
}
