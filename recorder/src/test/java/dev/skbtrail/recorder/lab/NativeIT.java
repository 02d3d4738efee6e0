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

/** Records real packets on this machine, with the back-end that needs least of the kernel. */
class NativeIT {

    private static final int BURST = 10_007;
    private static final List<String> ONLY_THE_BURST =
            List.of("--protocol", "udp", "--port", "8080");

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
            evidence.assertNothingLost();
        }
    }

    @Test
    void recordsEveryPacketOfABurstWithItsCompletePath() throws SQLException {
        Path file = record("burst", ONLY_THE_BURST, List.of("burst"));

        try (Trace trace = new Trace().withEvents("events", file)) {
            assertEquals(BURST, trace.number("SELECT count(DISTINCT packet) FROM events"));
            assertEquals(0, trace.number("SELECT count(*) FROM events WHERE kind = 'loss'"));
            List<String> paths =
                    trace.rows(
                            """
                            SELECT path, count(*) FROM (
                                SELECT string_agg(function, '>' ORDER BY seq) AS path FROM events
                                GROUP BY packet)
                            GROUP BY path
                            """);
            assertEquals(1, paths.size(), paths::toString);
            assertTrue(paths.get(0).endsWith(" " + BURST), paths::toString);
        }
    }

    @Test
    void countsEveryEventThatARingMadeTooSmallLoses() throws SQLException {
        List<String> smallRing = new ArrayList<>(ONLY_THE_BURST);
        smallRing.addAll(List.of("--buffer-size", "4k"));
        Path whole = record("whole", ONLY_THE_BURST, List.of("burst"));
        Path small = record("small", smallRing, List.of("burst"));

        try (Trace trace = new Trace().withEvents("whole", whole).withEvents("small", small)) {
            long recorded = trace.number("SELECT count(*) FROM small WHERE kind <> 'loss'");
            long lost = trace.number("SELECT coalesce(sum(lost), 0) FROM small");
            assertTrue(lost > 0, "the ring was large enough");
            assertEquals(
                    trace.number("SELECT count(*) FROM whole"),
                    recorded + lost,
                    recorded + " recorded, " + lost + " lost");
        }
        for (String report : List.of("summary", "drops", "paths")) {
            Shell.Result result = shell.run(Programs.ANALYZE, report, small.toString());
            result.succeeds();
            assertTrue((result.out() + result.err()).contains("incomplete"), result::toString);
        }
    }

    /** Records the scenario's parts (all when none is given), and leaves evidence in directory. */
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
