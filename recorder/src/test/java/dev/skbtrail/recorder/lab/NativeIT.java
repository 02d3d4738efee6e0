package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records real packets on this machine, with the back-end that requires least from the kernel. */
class NativeIT {

    private static final int BURST = 10_007;
    private static final String OUT_OF_A_DEVICE = " tc:egress net_dev_queue net_dev_start_xmit";
    private static final String INTO_A_DEVICE = " netif_rx netif_receive_skb tc:ingress";

    /** Client, router, server. */
    private static final String PATH_TO_THE_SOCKET =
            "nf:OUTPUT:first nf:OUTPUT:last nf:POSTROUTING:first nf:POSTROUTING:last"
                    + OUT_OF_A_DEVICE
                    + INTO_A_DEVICE
                    + " nf:PREROUTING:first nf:PREROUTING:last nf:FORWARD:first nf:FORWARD:last"
                    + " nf:POSTROUTING:first nf:POSTROUTING:last"
                    + OUT_OF_A_DEVICE
                    + INTO_A_DEVICE
                    + " nf:PREROUTING:first nf:PREROUTING:last nf:INPUT:first nf:INPUT:last";

    private final Shell shell = new Shell(Duration.ofMinutes(2), Map.of("CAPTURE", "1"));
    @TempDir private Path directory;

    @BeforeAll
    static void needsRoot() {
        Requires.root();
        Requires.analyzer();
    }

    @Test
    void findsEveryPlantedFaultAndAgreesWithEveryOtherCounter() throws SQLException {
        Path file = record("faults", List.of(), List.of());

        try (Trace trace = new Trace().withEvents("events", file).withEvidence(directory)) {
            Evidence evidence = new Evidence(trace, "events");
            evidence.assertFaultsFound();
            evidence.assertCountersAgree();
            evidence.assertInterfacesAgree("tc:ingress", "tc:egress");
            Evidence.assertNothingLost(trace, "events");
            assertEquals(
                    0,
                    trace.number(
                            """
                            SELECT count(*) FROM (
                                SELECT unnest(CAST(value AS JSON[])) AS item FROM events_metadata
                                WHERE key = 'skbtrail.probes')
                            WHERE item ->> 'function' = 'tcp_retransmit_skb'
                            """),
                    "the copies of a segment are seen here, and never the segment");
            assertEquals(
                    0,
                    trace.number(
                            "SELECT count(*) FROM (SELECT packet FROM events GROUP BY packet"
                                    + " HAVING count(*) FILTER (function = 'nf:OUTPUT:first') > 1)"),
                    "packets that left a socket more than once: two lives under one number");
        }
    }

    @Test
    void recordsEveryPacketOfABurstWithItsCompletePath() throws SQLException {
        Path file = record("burst", burst("8080", "64M"), List.of("burst"));

        try (Trace trace = new Trace().withEvents("events", file)) {
            Evidence.assertNothingLost(trace, "events");
            assertEquals(
                    List.of(PATH_TO_THE_SOCKET + " " + BURST),
                    trace.rows(
                            """
                            SELECT path, count(*) FROM (
                                SELECT string_agg(function, ' ' ORDER BY seq)
                                    FILTER (function <> 'consume_skb') AS path
                                FROM events GROUP BY packet)
                            GROUP BY path
                            """));
            // If the reader runs on the CPU that frees, the kernel frees without a tracepoint.
            assertEquals(
                    0,
                    trace.number(
                            "SELECT count(*) FROM (SELECT packet FROM events GROUP BY packet"
                                    + " HAVING count(*) FILTER (function = 'consume_skb') > 1)"));
        }
    }

    @Test
    void countsEveryEventThatARingMadeTooSmallLoses() throws SQLException {
        Path whole = record("whole", burst("8081", "64M"), List.of("burst-blocked"));
        Path small = record("small", burst("8081", "4k"), List.of("burst-blocked"));

        try (Trace trace = new Trace().withEvents("whole", whole).withEvents("small", small)) {
            Evidence.assertNothingLost(trace, "whole");
            long recorded = trace.number("SELECT count(*) FROM small WHERE kind <> 'loss'");
            long lost = trace.number("SELECT coalesce(sum(lost), 0) FROM small");
            assertTrue(lost > 0, "the ring was large enough");
            assertEquals(
                    trace.number("SELECT count(*) FROM whole"),
                    recorded + lost,
                    recorded + " recorded, " + lost + " lost");
        }
        for (String report : List.of("summary", "drops", "paths")) {
            Shell.Result result = shell.run(Programs.ANALYZE, report, small.toString()).succeeds();
            assertTrue(result.out().contains("INCOMPLETE"), result::toString);
        }
    }

    private static List<String> burst(String port, String ring) {
        return List.of("--proto", "udp", "--port", port, "--buffer-size", ring);
    }

    /**
     * Records the scenario's parts (all if none is given), and leaves the evidence in the
     * directory.
     */
    private Path record(String name, List<String> options, List<String> parts) {
        Path file = directory.resolve(name + ".parquet");
        try (Scenario scenario = Scenario.up(name)) {
            List<String> command = new ArrayList<>(List.of(Programs.RECORD));
            command.addAll(List.of("--backend", "restricted", "-o", file.toString()));
            command.addAll(options);
            command.addAll(List.of("--", Programs.SCENARIO, "traffic", scenario.name()));
            command.add(directory.toString());
            command.addAll(parts);
            shell.run(command).succeeds();
        }
        return file;
    }
}
