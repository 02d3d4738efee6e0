package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Boots the oldest and the newest kernel, both at once: the verifier takes every program that a
 * back-end needs there, each back-end records the same few packets, and doctor says what is
 * lacking. The kernels between are those of {@link StockKernelIT} and {@link FunctionsIT}.
 */
class EachKernelIT {
    private static final String OLDEST = "5.10";
    private static final String NEWEST = "newest";
    private static final Duration LIMIT = Duration.ofMinutes(20);

    /**
     * Requests and replies of three pings in each version of IP, and five datagrams; without the
     * clones that ping's sockets get.
     */
    private static final List<String> PACKETS =
            List.of(
                    "ICMP 192.0.2.1 left,right 3",
                    "ICMP 192.0.2.2 right,left 3",
                    "ICMPv6 2001:db8::1 left,right 3",
                    "ICMPv6 2001:db8::2 right,left 3",
                    "UDP 192.0.2.1 left,right 5");

    private static final String LIVES =
            """
            WITH placed AS (
                SELECT *, lag(netns_name) OVER (PARTITION BY packet ORDER BY seq)
                              IS DISTINCT FROM netns_name AS crossed
                FROM events WHERE netns_name IS NOT NULL AND packet NOT IN (
                    SELECT packet FROM events WHERE kind = 'lineage')),
            lives AS (
                SELECT any_value(protocol) AS protocol, any_value(saddr) AS saddr,
                       any_value(icmp_type) AS icmp_type,
                       string_agg(netns_name, ',' ORDER BY seq) FILTER (crossed) AS nodes
                FROM placed GROUP BY packet)
            SELECT protocol, saddr, nodes, count(*) FROM lives
            WHERE protocol = 'UDP' OR icmp_type IN (0, 8, 128, 129)
            GROUP BY ALL ORDER BY ALL
            """;

    /** What the verifier or an attaching call refused, rather than what this kernel lacks. */
    private static final String REFUSED_BY_KERNEL =
            """
            SELECT item ->> 'function', item ->> 'reason' FROM (
                SELECT unnest(CAST(value AS JSON[])) AS item FROM events_metadata
                WHERE key = 'skbtrail.probes')
            WHERE regexp_matches(item ->> 'reason', '^(bpf_|kprobe|PERF_)') ORDER BY ALL
            """;

    @BeforeAll
    static void recordInTheGuests() {
        Requires.labKernel(OLDEST);
        Requires.labKernel(NEWEST);
        // The programs of kprobe.multi are those of kprobe.
        List<Shell.Running> guests =
                List.of(
                        boot(OLDEST, "fentry", "kprobe", "filters", "situations=fentry"),
                        boot(
                                NEWEST,
                                "fentry",
                                "kprobe.multi",
                                "restricted",
                                "situations=kprobe.multi"));
        guests.forEach(guest -> guest.await().succeeds());
    }

    private static Shell.Running boot(String kernel, String... what) {
        String share = share(kernel).toString();
        String seconds = Long.toString(LIMIT.toSeconds() - 15);
        List<String> command =
                new ArrayList<>(List.of(Programs.BOOT, "-k", kernel, "-t", seconds, share));
        command.addAll(List.of(Programs.EACH_BACKEND, share));
        command.addAll(List.of(what));
        return new Shell(LIMIT, Map.of()).start(command);
    }

    @ParameterizedTest
    @CsvSource({
        OLDEST + ", fentry",
        OLDEST + ", kprobe",
        NEWEST + ", fentry",
        NEWEST + ", kprobe.multi",
        NEWEST + ", restricted"
    })
    void everyBackendRecordsTheSamePackets(String kernel, String backend)
            throws SQLException, IOException {
        try (Trace trace = trace(kernel, backend)) {
            Evidence.assertNothingLost(trace, "events");
            assertEquals(PACKETS, trace.rows(LIVES));
            assertEquals(
                    0,
                    trace.number("SELECT count(*) FROM events WHERE protocol = 'TCP'"),
                    "what was sent with TCP, which the expression does not choose");
            assertEquals(List.of(), trace.rows(REFUSED_BY_KERNEL));
        }
    }

    @ParameterizedTest
    @CsvSource({
        OLDEST + ", fentry",
        OLDEST + ", kprobe",
        NEWEST + ", fentry",
        NEWEST + ", kprobe.multi"
    })
    void readsArgumentsAndResultsOfFunctions(String kernel, String backend)
            throws SQLException, IOException {
        try (Trace trace = trace(kernel, backend)) {
            assertEquals(
                    List.of("ip_route_input_noref found", "nf_hook_slow ACCEPT"),
                    trace.rows(
                            """
                            SELECT DISTINCT function, verdict FROM events
                            WHERE kind = 'return' AND protocol IS DISTINCT FROM 'TCP'
                              AND function IN ('nf_hook_slow', 'ip_route_input_noref')
                            ORDER BY ALL
                            """));
            assertEquals(
                    List.of("ipv4 INPUT 5"),
                    trace.rows(
                            """
                            SELECT nf_family, nf_hook, count(DISTINCT packet) FROM events
                            WHERE function = 'nf_hook_slow' AND kind = 'entry'
                              AND protocol = 'UDP' AND nf_hook = 'INPUT' GROUP BY ALL
                            """));
            assertEquals(
                    5,
                    trace.number(
                            "SELECT count(*) FROM events WHERE function = '__icmp_send'"
                                    + " AND protocol = 'UDP'"));
        }
    }

    /** Before 5.17 a drop has only its place. */
    @ParameterizedTest
    @CsvSource({OLDEST + ", 0", NEWEST + ", 5"})
    void saysWhyPacketsDiedWhereTheKernelDoes(String kernel, int reasons)
            throws SQLException, IOException {
        try (Trace trace = trace(kernel, "fentry")) {
            assertEquals(
                    List.of("5 " + reasons),
                    trace.rows(
                            """
                            SELECT count(DISTINCT packet),
                                   count(DISTINCT packet) FILTER (drop_reason = 'NO_SOCKET')
                            FROM events WHERE protocol = 'UDP' AND drop_location IS NOT NULL
                            """));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OLDEST, NEWEST})
    void tellsFaultsFromConsequencesAndEverydayFrees(String kernel)
            throws IOException, SQLException {
        new Situations("situations", share(kernel)).assertTold(kernel, "situations");
    }

    /** The oldest verifier forgives least. */
    @Test
    void verifierTakesEveryFilterAndColumnAtOnce() throws SQLException, IOException {
        try (Trace trace = trace(OLDEST, "filters")) {
            assertEquals(List.of(), trace.rows(REFUSED_BY_KERNEL));
        }
    }

    @ParameterizedTest
    @CsvSource({
        OLDEST
                + ", no   module types, no   drop reasons, no   reset reasons, no   cookies,"
                + " no   missed kprobes, no   kprobe.multi, no   restricted",
        NEWEST
                + ", yes  module types, yes  drop reasons, yes  reset reasons, yes  cookies,"
                + " yes  missed kprobes, yes  kprobe.multi, yes  restricted"
    })
    void doctorSaysWhatIsLacking(
            String kernel, String a, String b, String c, String d, String e, String f, String g)
            throws IOException {
        String doctor = Files.readString(share(kernel).resolve("doctor.txt"));
        for (String line : List.of(a, b, c, d, e, f, g, "yes  --stack", "yes  fentry")) {
            assertTrue(doctor.contains("\n  " + line), () -> line + " is not in\n" + doctor);
        }
    }

    private static Path share(String kernel) {
        return Repository.file("recorder/target/lab/kernel-" + kernel);
    }

    private static Trace trace(String kernel, String name) throws SQLException, IOException {
        Path file = share(kernel).resolve(name + ".parquet");
        if (!Files.exists(file)) {
            throw new AssertionError(
                    "nothing was recorded: "
                            + Files.readString(share(kernel).resolve(name + ".txt")));
        }
        return new Trace().withEvents("events", file);
    }
}
