package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Boots a kernel and has {@code lab/each-backend} record the same few packets with each of its
 * back-ends; then checks the traces.
 */
final class EachBackend {
    /**
     * Ping requests and replies of each IP version, and five datagrams; without the clones that
     * ping's sockets get.
     */
    private static final String PLANTED =
            """
            CREATE VIEW planted AS FROM (VALUES
                ('ICMP 192.0.2.1 left,right', 211), ('ICMP 192.0.2.2 right,left', 211),
                ('ICMPv6 2001:db8::1 left,right', 101), ('ICMPv6 2001:db8::2 right,left', 101),
                ('UDP 192.0.2.1 left,right', 5)) AS t (life, packets)
            """;

    /** Packets of {@code lab/situations} may be in the same recording. */
    private static final String EVENTS =
            """
            CREATE VIEW events AS FROM recorded WHERE packet IN (
                SELECT packet FROM recorded WHERE netns_name IN ('left', 'right'))
            """;

    private static final String LIVES =
            """
            WITH placed AS (
                SELECT *, lag(netns_name) OVER (PARTITION BY packet ORDER BY seq)
                              IS DISTINCT FROM netns_name AS crossed
                FROM events WHERE netns_name IS NOT NULL AND packet NOT IN (
                    SELECT packet FROM events WHERE kind = 'lineage')),
            place AS (
                SELECT any_value(protocol) AS protocol, any_value(saddr) AS saddr,
                       any_value(icmp_type) AS icmp_type,
                       string_agg(netns_name, ',' ORDER BY seq) FILTER (crossed) AS nodes
                FROM placed GROUP BY packet)
            SELECT protocol || ' ' || saddr || ' ' || nodes AS life, count(*) AS packets FROM place
            WHERE protocol = 'UDP' OR icmp_type IN (0, 8, 128, 129)
            GROUP BY ALL
            """;

    /** By how many packets the recording differs, for each kind of life. */
    private static final String DIFFERENCES =
            """
            SELECT life, coalesce(l.packets, 0) - coalesce(p.packets, 0) AS more
            FROM lives AS l FULL JOIN planted AS p USING (life) WHERE more <> 0 ORDER BY ALL
            """;

    /**
     * Probes that the verifier or an attach call refused, as opposed to those that this kernel
     * lacks.
     */
    private static final String REFUSED_BY_KERNEL =
            """
            SELECT item ->> 'function', item ->> 'reason' FROM (
                SELECT unnest(CAST(value AS JSON[])) AS item FROM recorded_metadata
                WHERE key = 'skbtrail.probes')
            WHERE regexp_matches(item ->> 'reason', '^(bpf_|kprobe|PERF_)') ORDER BY ALL
            """;

    private final String kernel;
    private final Path share;

    /**
     * @param kernel as {@code lab/kernels} names it
     */
    EachBackend(String kernel) {
        this.kernel = kernel;
        share = Repository.file("recorder/target/lab/kernel-" + kernel);
    }

    /**
     * @param what arguments of {@code lab/each-backend}
     */
    void record(String... what) {
        Guest.run(kernel, share, Programs.EACH_BACKEND, what);
    }

    /** The same on two racing processors; a wrongly numbered event shows as a hole. */
    void recordInParallel(String... what) {
        Guest.runInParallel(kernel, share, Programs.EACH_BACKEND, what);
    }

    void assertSamePackets(String backend) throws SQLException, IOException {
        try (Trace trace = trace(backend)) {
            // An interrupt during a probe makes the kernel skip others, which it counts: 17 of
            // 15,258 one after the other, 70 of 12,148 on two racing processors (kprobe.multi,
            // newest).
            Evidence.assertNothingLostButSkipped(trace, "recorded");
            trace.run("CREATE VIEW lives AS " + LIVES);
            trace.run(PLANTED);
            // A packet for which the kernel skipped a program may lack a namespace, or appear as
            // two.
            long wrong =
                    trace.number("SELECT coalesce(sum(abs(more)), 0) FROM (" + DIFFERENCES + ")");
            assertTrue(
                    wrong <= Evidence.skipped(trace, "recorded"),
                    () -> "more packets than planted: " + rows(trace, DIFFERENCES));
            assertEquals(
                    0,
                    trace.number("SELECT count(*) FROM events WHERE protocol = 'TCP'"),
                    "what was sent with TCP, which the expression does not choose");
        }
        assertNothingRefused(backend);
    }

    private static List<String> rows(Trace trace, String sql) {
        try {
            return trace.rows(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void assertNothingRefused(String recording) throws SQLException, IOException {
        try (Trace trace = trace(recording)) {
            assertEquals(List.of(), trace.rows(REFUSED_BY_KERNEL));
        }
    }

    void assertArgumentsAndResults(String backend) throws SQLException, IOException {
        try (Trace trace = trace(backend)) {
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

    /**
     * @param reasons how many of the five datagrams that nobody read have a drop reason
     */
    void assertDeaths(String backend, int reasons) throws SQLException, IOException {
        try (Trace trace = trace(backend)) {
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

    /** For the recording that included {@code lab/situations}. */
    void assertSituationsTold(String backend) throws SQLException, IOException {
        trace(backend).close();
        new Situations("situations", share).assertTold(kernel, backend);
    }

    void assertDoctorSays(String... lines) throws IOException {
        String doctor = Files.readString(share.resolve("doctor.txt"));
        for (String line : lines) {
            assertTrue(doctor.contains("\n  " + line), () -> line + " is not in\n" + doctor);
        }
    }

    private Trace trace(String recording) throws SQLException, IOException {
        Path file = share.resolve(recording + ".parquet");
        if (!Files.exists(file)) {
            throw new AssertionError(
                    "nothing was recorded: " + Files.readString(share.resolve(recording + ".txt")));
        }
        Trace trace = new Trace().withEvents("recorded", file);
        trace.run(EVENTS);
        return trace;
    }
}
