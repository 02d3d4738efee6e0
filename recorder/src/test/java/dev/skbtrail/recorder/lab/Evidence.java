package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.sql.SQLException;
import java.util.List;

/** Compares a trace with the planted faults and with other programs' counters. */
final class Evidence {

    /** The cause and the place of each packet's death, as far as its events show them. */
    private static final String DEATHS =
            """
            CREATE VIEW deaths AS
            SELECT packet, any_value(drop_reason) FILTER (drop_reason IS NOT NULL) AS drop_reason,
                   any_value(regexp_extract(drop_location, '^[^.+]+'))
                       FILTER (drop_location IS NOT NULL) AS function,
                   split_part(arg_max(netns_name, seq) FILTER (netns_name IS NOT NULL), '-', -1)
                       AS node,
                   arg_max(ifname, seq) FILTER (ifname IS NOT NULL) AS ifname,
                   any_value(ip_version) AS ip_version, any_value(protocol) AS protocol,
                   any_value(saddr) AS saddr, any_value(daddr) AS daddr, any_value(dport) AS dport
            FROM %s WHERE packet IS NOT NULL GROUP BY packet
            HAVING max(drop_reason) IS NOT NULL
            """;

    private static final String PLANTED =
            """
            CREATE VIEW planted AS
            SELECT name, ip_version, packets, counter, f.node,
                   (SELECT count(*) FROM deaths d
                    WHERE d.ip_version = f.ip_version AND d.protocol = f.protocol
                      AND d.saddr = f.saddr AND d.daddr = f.daddr
                      AND (f.dport IS NULL OR d.dport = f.dport)
                      AND d.node = f.node AND d.ifname = f.ifname
                      AND d.drop_reason = f.drop_reason
                      AND regexp_full_match(d.function, f.functions)) AS found
            FROM faults f
            """;

    private static final String ENDS_NOT_EXPLAINED =
            """
            SELECT 'ends not seen', ends, 'skipped', skipped
            FROM (SELECT coalesce(sum(lost) FILTER (lost_cause = 'end not seen'), 0) AS ends,
                         coalesce(sum(lost) FILTER (lost_cause = 'missed probe'), 0) AS skipped
                  FROM %1$s)
            WHERE ends > skipped
              AND (SELECT value FROM %1$s_metadata WHERE key = 'skbtrail.uncounted') = '[]'
            """;

    private final Trace trace;
    private final String events;

    /**
     * @param trace with the scenario's evidence
     * @param events name of the view with the trace's events
     */
    Evidence(Trace trace, String events) throws SQLException {
        this.trace = trace;
        this.events = events;
        trace.run(DEATHS.formatted(events).replace("VIEW", "OR REPLACE VIEW"));
        trace.run(PLANTED.replace("VIEW", "OR REPLACE VIEW"));
    }

    /** Every planted fault dropped exactly its packets, with its reason, function and interface. */
    void assertFaultsFound() throws SQLException {
        assertNotEquals(0, trace.number("SELECT count(*) FROM faults"));
        assertEquals(
                trace.rows("SELECT name, ip_version, packets FROM faults ORDER BY ALL"),
                trace.rows("SELECT name, ip_version, found FROM planted ORDER BY ALL"),
                () -> events + ": deaths in the trace are " + deaths());
    }

    /**
     * The counters of nftables and the kernel's SNMP counters grew by the number of drops in the
     * trace.
     */
    void assertCountersAgree() throws SQLException {
        assertEquals(
                List.of(),
                trace.rows(
                        """
                        SELECT name, ip_version, found, value FROM planted p
                        LEFT JOIN evidence e ON e.source || ':' || e.counter = p.counter
                                            AND e.node = p.node
                        WHERE found IS DISTINCT FROM value ORDER BY ALL
                        """),
                "fault, packets in the trace, packets in the counter");
    }

    /**
     * tcpdump lost nothing and saw as many packets on each interface as the trace has.
     *
     * @param in function that a packet passes once when a device receives it
     * @param out function that a packet passes once when a device sends it
     */
    void assertInterfacesAgree(String in, String out) throws SQLException {
        assertEquals(
                0,
                trace.number(
                        "SELECT sum(value) FROM evidence"
                                + " WHERE source = 'tcpdump' AND counter LIKE '%.dropped'"));
        assertEquals(
                trace.rows(
                        """
                        SELECT node, split_part(counter, '.', 1) AS ifname, value FROM evidence
                        WHERE source = 'tcpdump' AND counter LIKE '%.captured' ORDER BY ALL
                        """),
                trace.rows(
                        """
                        SELECT split_part(netns_name, '-', -1) AS node, ifname, count(*)
                        FROM %s WHERE function IN ('%s', '%s') AND ifname <> 'lo'
                        AND netns_name LIKE 'skbt-%%' GROUP BY ALL ORDER BY ALL
                        """
                                .formatted(events, in, out)));
    }

    /**
     * No packet has a hole in its numbered events, and no loss was reported. A return that comes
     * after its packet's address was reused has no seq, which does not count as a hole.
     */
    static void assertNothingLost(Trace trace, String events) throws SQLException {
        assertEquals(List.of(), losses(trace, events, "true"));
        assertNoHoles(trace, events);
    }

    /**
     * The same, except for programs that the kernel skipped: kprobe programs while another program
     * runs on the same CPU, as after an interrupt (kprobe_multi_link_prog_run and trace_call_bpf in
     * kernel/trace/bpf_trace.c). A skipped free shows when its address is reused. Where the kernel
     * counts skipped programs, no more ends are missing than it counted.
     */
    static void assertNothingLostButSkipped(Trace trace, String events) throws SQLException {
        assertEquals(
                List.of(),
                losses(trace, events, "lost_cause NOT IN ('missed probe', 'end not seen')"));
        assertEquals(List.of(), trace.rows(ENDS_NOT_EXPLAINED.formatted(events)));
        assertNoHoles(trace, events);
    }

    private static List<String> losses(Trace trace, String events, String condition)
            throws SQLException {
        return trace.rows(
                "SELECT lost_cause, function, sum(lost) FROM %s WHERE lost > 0 AND %s GROUP BY ALL"
                        .formatted(events, condition));
    }

    private static void assertNoHoles(Trace trace, String events) throws SQLException {
        assertEquals(
                List.of(),
                trace.rows(
                        """
                        SELECT packet, min(seq), max(seq), count(seq) FROM %s
                        WHERE packet IS NOT NULL GROUP BY packet
                        HAVING count(seq) <> max(seq) + 1 OR min(seq) <> 0
                        """
                                .formatted(events)),
                "packet, first and last seq, events");
    }

    /** Events that are missing without a hole, as far as the kernel counts them. */
    static long skipped(Trace trace, String events) throws SQLException {
        return trace.number(
                "SELECT coalesce(sum(lost), 0) FROM "
                        + events
                        + " WHERE lost_cause = 'missed probe'");
    }

    private List<String> deaths() {
        try {
            return trace.rows("SELECT * EXCLUDE packet, count(*) FROM deaths GROUP BY ALL");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
