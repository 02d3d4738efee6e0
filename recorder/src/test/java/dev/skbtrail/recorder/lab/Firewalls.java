package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Compares the verdicts of each table of {@code lab/firewalls} with the table's own counters. */
final class Firewalls {
    /** The hook of each table, and its name in the program that counted. */
    private static final String TABLES =
            """
            CREATE OR REPLACE VIEW tables AS FROM (VALUES
                ('iptables', 'ipt_do_table', 'ipv4 INPUT filter null 0'),
                ('ip6tables', 'ip6t_do_table', 'ipv6 PREROUTING mangle null -150'),
                ('arptables', 'arpt_do_table', 'arp INPUT filter null 0'),
                ('ebtables', 'ebt_do_table', 'bridge FORWARD filter null null'),
                ('bridge.dropped', 'nft_do_chain', 'bridge FORWARD wall forward -300'),
                ('arp.dropped', 'nft_do_chain', 'arp OUTPUT wall output 5'),
                ('netdev.dropped', 'nft_do_chain', 'netdev INGRESS wall ingress 10')
            ) AS t(counter, function, place)
            """;

    private final Trace trace;
    private final String events;

    /**
     * @param trace closed by the caller
     * @param events name of the view with the trace's events
     * @param directory contains the counters of the tables
     */
    Firewalls(Trace trace, String events, Path directory) throws SQLException {
        this.trace = trace;
        this.events = events;
        List<Path> files =
                Stream.of("left", "switch", "right")
                        .map(node -> directory.resolve("firewalls-" + node + ".json"))
                        .toList();
        Counters.ofNftables(trace, "nftables", files);
        trace.run(
                """
                CREATE OR REPLACE VIEW counted AS FROM read_csv('%s', header = true)
                UNION ALL SELECT family || '.' || name, packets FROM nftables
                """
                        .formatted(directory.resolve("firewalls.csv")));
        trace.run(TABLES);
    }

    void assertAll() throws SQLException {
        assertVerdicts();
        assertConnections();
        assertRule();
        assertRefusals();
    }

    /** A table that this kernel no longer has must have counted nothing. */
    private void assertVerdicts() throws SQLException {
        assertNotEquals(
                0, trace.number("SELECT count(*) FROM tables JOIN counted USING (counter)"));
        assertEquals(
                trace.rows(
                        """
                        SELECT counter, function, place, value FROM tables
                        JOIN counted USING (counter) ORDER BY ALL
                        """),
                trace.rows(
                        """
                        WITH drops AS (
                            SELECT function, concat_ws(' ', nf_family, nf_hook, nf_table,
                                       coalesce(nf_chain, 'null'),
                                       coalesce(CAST(nf_priority AS VARCHAR), 'null')) AS place,
                                   count(*) AS packets
                            FROM %s WHERE kind = 'return' AND verdict = 'DROP'
                              AND (function LIKE '%%_do_table' OR function = 'nft_do_chain')
                            GROUP BY ALL)
                        SELECT counter, function, place, packets FROM drops
                        LEFT JOIN tables USING (function, place) ORDER BY ALL
                        """
                                .formatted(events)));
    }

    private void assertConnections() throws SQLException {
        String states =
                """
                SELECT lower(split_part(ct_state, '_', 1)) AS state, count(*) FROM %s
                WHERE function = 'nf_conntrack_in' AND kind = 'return' AND nf_hook = 'PREROUTING'
                  AND verdict = 'ACCEPT' AND netns_name = 'firewalls-right'
                GROUP BY ALL ORDER BY ALL
                """;
        assertEquals(
                trace.rows("SELECT name, packets FROM nftables WHERE family = 'inet' ORDER BY ALL"),
                trace.rows(states.formatted(events)));
        // In the other direction: replies, and errors about a datagram that came in.
        assertEquals(
                List.of("ESTABLISHED_REPLY ICMP 9", "RELATED_REPLY ICMP 2"),
                trace.rows(
                        """
                        SELECT ct_state, protocol, count(*) FROM %s
                        WHERE function = 'nf_conntrack_in' AND kind = 'return'
                          AND nf_hook = 'OUTPUT' AND protocol = 'ICMP' AND ct_state LIKE '%%_REPLY'
                        GROUP BY ALL ORDER BY ALL
                        """
                                .formatted(events)));
        assertEquals(
                List.of("9107 ACCEPT CONFIRMED 2", "9108 ACCEPT CONFIRMED 3"),
                trace.rows(
                        """
                        SELECT dport, verdict, ct_status, count(*) FROM %s
                        WHERE function = '__nf_conntrack_confirm' AND kind = 'return'
                          AND dport IN (9107, 9108) GROUP BY ALL ORDER BY ALL
                        """
                                .formatted(events)));
    }

    /** Kernels report the reason of a reset since 6.10. */
    private void assertRefusals() throws SQLException {
        boolean old =
                trace.number(
                                "SELECT count(*) FROM %s_metadata WHERE key = 'skbtrail.kernel'"
                                                .formatted(events)
                                        + " AND regexp_matches(value, '^(5|6\\.[0-9])\\.')")
                        > 0;
        String reason = old ? "null" : "NO_SOCKET";
        assertEquals(
                List.of(
                        "tcp_v4_send_reset SYN %s 3".formatted(reason),
                        "tcp_v6_send_reset SYN %s 2".formatted(reason)),
                trace.rows(
                        """
                        SELECT function, tcp_flags, reset_reason, count(*) FROM %s
                        WHERE function IN ('tcp_v4_send_reset', 'tcp_v6_send_reset')
                          AND dport = 9109 GROUP BY ALL ORDER BY ALL
                        """
                                .formatted(events)));
        assertEquals(
                List.of("1 4 9110 2"),
                trace.rows(
                        """
                        SELECT error_type, error_code, dport, count(*) FROM %s
                        WHERE function = 'icmp6_send' AND netns_name = 'firewalls-right'
                        GROUP BY ALL
                        """
                                .formatted(events)));
        assertEquals(
                List.of("errors6 2", "resets 5"),
                trace.rows(
                        """
                        SELECT counter, value FROM counted
                        WHERE counter IN ('errors6', 'resets') ORDER BY ALL
                        """));
    }

    /** The rule in the chain that the packet jumped to. */
    private void assertRule() throws SQLException {
        assertEquals(
                2,
                trace.number(
                        """
                        SELECT count(*) FROM %s JOIN counted c ON c.counter = 'rule'
                        WHERE function = 'nft_trace_notify' AND nf_rule = c.value
                          AND nf_family = 'ipv4' AND nf_hook = 'INPUT' AND nf_table = 'states'
                        """
                                .formatted(events)));
    }
}
