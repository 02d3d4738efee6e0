package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far the retransmitted data had got the first time. */
class ExplainRetransmissionTest {
    /**
     * Connection c from 10.0.0.1 to 10.0.1.c: packet 10 c is the skb kept by TCP, 10 c + 1 its
     * first copy and 10 c + 2 the second, which gets through before the tracepoint fires; ACKs
     * follow.
     */
    private static final String SENT =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(ms * 1000000::BIGINT) AS ts, 0 AS cpu,
                CASE WHEN s = 0 AND copy > 0 THEN 'lineage' ELSE 'tracepoint' END AS kind,
                CASE WHEN s = 0 AND copy > 0 THEN 'skb_clone' ELSE function END AS function,
                c * 10 + copy AS packet, s AS seq,
                CASE WHEN s = 0 AND copy > 0 THEN c * 10 END AS parent,
                CASE WHEN s = 0 AND copy > 0 THEN 'clone' END AS lineage,
                CASE function WHEN 'tcp_v4_rcv' THEN 'server' ELSE 'client' END AS netns_name,
                'eth0' AS ifname, 'TCP' AS protocol, '10.0.0.1' AS saddr, 40000 AS sport,
                '10.0.1.' || c AS daddr, 80 AS dport, 'ACK' AS tcp_flags,
                CASE WHEN copy > 0 THEN 4294967000 END AS tcp_seq,
                CASE copy WHEN 3 THEN 0 ELSE 1000 END AS payload_len,
                CASE function WHEN 'kfree_skb' THEN 'NETFILTER_DROP' END AS drop_reason,
                CASE function WHEN 'kfree_skb' THEN 'nf_hook_slow+0x1' END AS drop_location
            FROM (
                SELECT c, copy, s, ms, function
                FROM range(1, 8) AS k (c)
                CROSS JOIN (VALUES
                    (0, 0, 1, '__tcp_transmit_skb'), (1, 0, 2, NULL), (1, 1, 3, 'net_dev_start_xmit'),
                    (2, 0, 200, NULL), (2, 1, 201, 'net_dev_start_xmit'), (2, 2, 202, 'tcp_v4_rcv'),
                    (0, 1, 203, 'tcp_retransmit_skb')
                ) AS t (copy, s, ms, function)
                UNION ALL
                VALUES (2, 1, 2, 4, 'kfree_skb'), (3, 1, 2, 4, 'tcp_v4_rcv'),
                    -- An acknowledgement without data.
                    (7, 3, 0, 3, NULL), (7, 3, 1, 4, 'tcp_v4_rcv')
            );
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(ms * 1000000::BIGINT + s) AS ts, 0 AS cpu,
                'tracepoint' AS kind, 'netif_receive_skb' AS function, packet, s AS seq, netns_name,
                'eth0' AS ifname, 'TCP' AS protocol, '10.0.1.' || c AS saddr, 80 AS sport,
                '10.0.0.1' AS daddr, 40000 AS dport, 'ACK' AS tcp_flags, ack AS tcp_ack,
                7 AS tcp_seq, 0 AS payload_len
            FROM (VALUES
                -- Three times the same for c = 4, in the client; one on its way at 200 ms.
                (4, 901, 0, 100, 'client', 4294967000), (4, 902, 0, 101, 'client', 4294967000),
                (4, 903, 0, 102, 'client', 4294967000), (5, 904, 0, 150, 'server', 704),
                (5, 904, 1, 210, 'client', 704), (6, 905, 0, 150, 'client', 704),
                -- Two are too few; what answers the second copy says nothing of the first.
                (7, 906, 0, 100, 'client', 4294967000), (7, 907, 0, 101, 'client', 4294967000),
                (7, 908, 0, 202, 'client', 704)
            ) AS t (c, packet, s, ms, netns_name, ack);
            INSERT INTO metadata VALUES ('skbtrail.stop', '10000000000'), ('skbtrail.probes',
                '[{"group":"tcp","function":"tcp_retransmit_skb","attached":true}]');
            """;

    private static final String LOST =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(100000000) AS ts, 0 AS cpu, 'loss' AS kind, 3 AS lost,
                'ring full' AS lost_cause;
            """;

    @TempDir private Path directory;

    @Test
    void tellsHowFarAnEarlierCopyHadCome() {
        String left =
                "an earlier copy left by eth0 in namespace client, and no acknowledgement of it";
        assertEquals(
                List.of(
                        again("likely", 2)
                                + ": an earlier copy was dropped at eth0 in namespace client"
                                + " (NETFILTER_DROP at nf_hook_slow)",
                        again("likely", 3)
                                + ": an earlier copy had come to TCP in namespace server, so its"
                                + " acknowledgement was lost or late",
                        again("likely", 4)
                                + ": duplicate acknowledgements had asked for it, so later data"
                                + " arrived without it",
                        again("likely", 5)
                                + ": an acknowledgement of an earlier copy was on its way, and came"
                                + " late",
                        again("possible", 1) + ": " + left + " was seen",
                        again("possible", 6) + ": an acknowledgement of it had come before",
                        again("possible", 7) + ": " + left + " was seen"),
                found(SENT));
    }

    /** What was not seen may be among the missing events. */
    @Test
    void saysNothingOfWhatWasNotSeenWhereEventsAreMissing() {
        List<String> found = found(SENT + LOST);
        assertEquals(again("possible", 1), found.get(4));
        assertEquals(again("possible", 7), found.get(6));
        assertEquals(7, found.size());
    }

    private static String again(String certainty, int connection) {
        return "warning,%s,TCP sends data from 10.0.0.1 to 10.0.1.%d port 80 again in namespace client"
                .formatted(certainty, connection);
    }

    private List<String> found(String script) {
        return Found.by("retransmission", SyntheticTrace.write(directory, "rows", script)).stream()
                .map(line -> line.replaceAll(",1,1$", ""))
                .toList();
    }
}
