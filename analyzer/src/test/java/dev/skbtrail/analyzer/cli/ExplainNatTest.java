package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are translated in only one direction. */
class ExplainNatTest {
    /**
     * Each client sends a request as 192.0.2.1, from the port in the row. The reply is sent to port
     * {@code back} and then has the addresses of {@code last}.
     */
    private static final String TRANSLATED =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(client * 1000 + s) AS ts, 0 AS cpu,
                CASE s WHEN 1 THEN 'return' ELSE 'entry' END AS kind,
                'nf_nat_manip_pkt' AS function, client * 10 AS packet, s AS seq,
                'gw' AS netns_name, 'eth0' AS ifname, 'UDP' AS protocol, 'source' AS nat,
                'NEW' AS ct_state,
                CASE s WHEN 0 THEN '10.0.0.' || client ELSE '192.0.2.1' END AS saddr,
                CASE s WHEN 0 THEN 40001 ELSE port END AS sport,
                '192.0.2.9' AS daddr, 53 AS dport
            FROM (VALUES (1, 50001), (2, 50002), (3, 50003), (4, 50004), (5, 50005), (6, 50005))
                AS t (client, port)
            CROSS JOIN range(2) AS r (s);
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(client * 1000 + 100 + s) AS ts, 0 AS cpu, 'entry' AS kind,
                function, client * 10 + 1 AS packet, s AS seq, 'gw' AS netns_name,
                CASE s WHEN 0 THEN 'eth0' ELSE 'eth1' END AS ifname,
                'UDP' AS protocol, '192.0.2.9' AS saddr, 53 AS sport, daddr, dport,
                CASE s WHEN 0 THEN 'NEW' END AS ct_state, reason AS drop_reason,
                CASE WHEN reason <> '' THEN '__udp4_lib_rcv+0x1' END AS drop_location
            FROM (VALUES
                (1, 0, 'netif_receive_skb', '192.0.2.1', 50001, NULL),
                (1, 1, 'udp_rcv', '192.0.2.1', 50001, NULL),
                (1, 2, 'kfree_skb', '192.0.2.1', 50001, 'NO_SOCKET'),
                (2, 0, 'netif_receive_skb', '192.0.2.1', 50002, NULL),
                (2, 1, 'net_dev_start_xmit', '192.0.2.1', 50002, NULL),
                -- As it should be.
                (3, 0, 'netif_receive_skb', '192.0.2.1', 50003, NULL),
                (3, 1, 'net_dev_start_xmit', '10.0.0.3', 40001, NULL),
                -- An event is missing; there are two connections.
                (4, 0, 'netif_receive_skb', '192.0.2.1', 50004, NULL),
                (4, 2, 'net_dev_start_xmit', '192.0.2.1', 50004, NULL),
                (6, 0, 'netif_receive_skb', '192.0.2.1', 50005, NULL),
                (6, 1, 'net_dev_start_xmit', '192.0.2.1', 50005, NULL)
            ) AS t (client, s, function, daddr, dport, reason);
            INSERT INTO metadata VALUES ('skbtrail.probes',
                '[{"group":"netfilter","function":"nf_nat_manip_pkt","attached":true}]');
            """;

    @TempDir private Path directory;

    @Test
    void findsAnswersThatAreNotTranslatedBack() {
        String request =
                "UDP 10.0.0.%d > 192.0.2.9:53 is translated to UDP 192.0.2.1 > 192.0.2.9:53 in"
                        + " namespace gw, but an answer to that is not translated back: it ";
        assertEquals(
                List.of(
                        "error,possible,"
                                + request.formatted(1)
                                + "goes to UDP there and is dropped (NO_SOCKET); conntrack says"
                                + " NEW,1,1",
                        "error,possible,"
                                + request.formatted(2)
                                + "leaves by eth1 as UDP 192.0.2.9:53 > 192.0.2.1; conntrack says"
                                + " NEW,1,1"),
                Found.by("nat-one-way", SyntheticTrace.write(directory, "rows", TRANSLATED)));
    }

    /** Without the gap, no events are missing from the trace. */
    @Test
    void isSurerWhereNothingIsMissing() {
        String whole = TRANSLATED.replace("(4, 2, ", "(4, 1, ");
        List<String> found =
                Found.by("nat-one-way", SyntheticTrace.write(directory, "rows", whole));
        assertEquals(2, found.size());
        assertEquals("error,likely,UDP 10.0.0.1 ", found.get(0).substring(0, 26));
        assertEquals("error,possible,UDP 10.0.0.2 ", found.get(1).substring(0, 28));
        assertEquals("NEW,2,2", found.get(1).substring(found.get(1).length() - 7));
    }
}
