package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;

/** What a trace of {@code lab/crossings} must contain, whichever header its filter matched. */
final class Crossings {
    /** One for each header that a datagram has on its path. */
    enum Filter {
        FIRST("--dst 203.0.113.10 --port 5000", "client switch router server"),
        OUTER("--dst 203.0.113.130 --port 4789", "router server");

        private final String options;
        private final String namespaces;

        Filter(String options, String namespaces) {
            this.options = options;
            this.namespaces = namespaces;
        }

        List<String> options() {
            return List.of(options.split(" "));
        }
    }

    private static final int DATAGRAMS = 11;

    private Crossings() {}

    /**
     * @param events the trace
     * @param name name of the namespaces that {@code lab/crossings} created
     */
    static void assertOnePacketForEachDatagram(
            Trace trace, String events, String name, Filter filter) throws SQLException {
        Evidence.assertNothingLostButSkipped(trace, events);
        assertEquals(
                List.of(filter.namespaces + " 198.51.100.1 198.51.100.2 7000 " + DATAGRAMS),
                trace.rows(LIVES.formatted(events, name)),
                "namespaces in their order, last source, destination and port, packets");
    }

    /**
     * Packets that stay inside the kernel (a socket's buffer, an empty skb) have no namespace; the
     * tunnel also carries ARP and neighbour discovery between its ends.
     */
    private static final String LIVES =
            """
            WITH placed AS (
                SELECT packet, seq, saddr, daddr, dport, ethertype, protocol, inner_protocol,
                       replace(netns_name, '%2$s-', '') AS node,
                       lag(netns_name) OVER (PARTITION BY packet ORDER BY seq)
                           IS DISTINCT FROM netns_name AS crossed
                FROM %1$s WHERE netns_name IS NOT NULL),
            lives AS (
                SELECT packet, string_agg(node, ' ' ORDER BY seq) FILTER (crossed) AS nodes,
                       arg_max(saddr, seq) AS saddr, arg_max(daddr, seq) AS daddr,
                       arg_max(dport, seq) AS dport
                FROM placed GROUP BY packet
                HAVING count(*) FILTER (ethertype <> 'IPv4') = 0
                   AND count(*) FILTER (coalesce(inner_protocol, protocol) <> 'UDP') = 0)
            SELECT nodes, saddr, daddr, dport, count(*) FROM lives GROUP BY ALL
            """;
}
