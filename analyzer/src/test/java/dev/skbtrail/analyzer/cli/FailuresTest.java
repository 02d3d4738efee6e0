package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The views failures and arp, with a few rows for each failure and for each case that resembles
 * one.
 */
class FailuresTest {
    /** Connections from ports 1, 2 ... to a listener; sent is in ms, seen is the function. */
    private static final String SYNS =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(sent * 1000000::BIGINT) AS ts, 0 AS cpu, 'entry' AS kind, packet,
                0 AS seq, seen AS function, 'gw' AS netns_name, 'TCP' AS protocol,
                CASE WHEN flags <> 'SYN|ACK' THEN '10.0.0.1' ELSE '10.0.0.2' END AS saddr,
                CASE WHEN flags <> 'SYN|ACK' THEN '10.0.0.2' ELSE '10.0.0.1' END AS daddr,
                CASE WHEN flags <> 'SYN|ACK' THEN port ELSE 80 END AS sport,
                CASE WHEN flags <> 'SYN|ACK' THEN 80 ELSE port END AS dport,
                flags AS tcp_flags, queued AS sk_ack_backlog, 4 AS sk_max_ack_backlog
            FROM (VALUES
                -- Answered.
                (1, 1, 'SYN', 'tcp_conn_request', 10, 0), (2, 1, 'SYN|ACK', 'ip_output', 11, NULL),
                -- More wait for accept than may, though the kernel answers later.
                (3, 2, 'SYN', 'tcp_conn_request', 20, 5), (4, 2, 'SYN|ACK', 'ip_output', 21, NULL),
                -- As many as may.
                (5, 3, 'SYN', 'tcp_conn_request', 30, 4), (6, 3, 'SYN|ACK', 'ip_output', 31, NULL),
                -- Answered when it was asked again.
                (7, 4, 'SYN', 'tcp_conn_request', 40, 0), (8, 4, 'SYN', 'tcp_conn_request', 41, 0),
                (9, 4, 'SYN|ACK', 'ip_output', 42, NULL),
                -- Never answered; seen by the function, or behind the hook (restricted back-end).
                (10, 5, 'SYN', 'tcp_conn_request', 50, 0), (11, 6, 'SYN', 'nf:INPUT:last', 60, NULL),
                -- Not for this host.
                (12, 7, 'SYN', 'nf:FORWARD:last', 70, NULL),
                -- What answers before is of another connection with the same ports.
                (13, 8, 'SYN|ACK', 'ip_output', 79, NULL), (14, 8, 'SYN', 'tcp_conn_request', 80, 0),
                -- Dropped, which the view drops tells.
                (15, 9, 'SYN', 'tcp_conn_request', 90, 0),
                -- The queue has room for the request, and none for the end of the handshake; or has it.
                (16, 10, 'SYN', 'tcp_conn_request', 100, 4), (17, 10, 'SYN|ACK', 'ip_output', 101, NULL),
                (18, 10, 'ACK', 'tcp_v4_syn_recv_sock', 102, 5),
                (19, 11, 'SYN', 'tcp_conn_request', 110, 3), (20, 11, 'SYN|ACK', 'ip_output', 111, NULL),
                (21, 11, 'ACK', 'tcp_v4_syn_recv_sock', 112, 4)
            ) AS t (packet, port, flags, seen, sent, queued);
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(91000000) AS ts, 0 AS cpu, 'tracepoint' AS kind, 15 AS packet,
                1 AS seq, 'kfree_skb' AS function, 'TCP_OVERFLOW' AS drop_reason;
            """;

    private static final String SEGMENTS =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(packet * 10 + seq) AS ts, 0 AS cpu, kind, packet, seq, function,
                'gw' AS netns_name, 'TCP' AS protocol, '10.0.0.1' AS saddr, 1 AS sport,
                '10.0.0.2' AS daddr, 80 AS dport, flags AS tcp_flags, tcp_window
            FROM (VALUES
                -- No room; told once for a packet, and not of its clone.
                (1, 0, 'entry', 'ip_output', 'ACK', 0), (1, 1, 'entry', 'ip_finish_output', 'ACK', 0),
                (2, 0, 'lineage', 'skb_clone', 'ACK', 0), (2, 1, 'entry', 'netif_rx', 'ACK', 0),
                -- A reset and a SYN-ACK without options have none either.
                (3, 0, 'entry', 'ip_output', 'RST', 0), (4, 0, 'entry', 'ip_output', 'SYN|ACK', 0),
                (5, 0, 'entry', 'ip_output', 'ACK', 1),
                (6, 0, 'tracepoint', 'tcp_retransmit_skb', 'ACK', 500)
            ) AS t (packet, seq, kind, function, flags, tcp_window);
            """;

    /** The column sent is in ms; the trace ends after 5 s. */
    private static final String ARP =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(sent * 1000000::BIGINT) AS ts, 0 AS cpu, 'entry' AS kind, packet,
                0 AS seq, 'netif_rx' AS function, 'gw' AS netns_name, 'eth0' AS ifname,
                'ARP' AS ethertype, arp_op, '10.0.0.' || who AS saddr, '10.0.0.' || whom AS daddr
            FROM (VALUES
                (1, 100, 'request', 1, 2), (2, 1100, 'reply', 2, 1),
                -- Too late: the kernel has asked again.
                (3, 100, 'request', 1, 3), (4, 1101, 'reply', 3, 1),
                -- Of another address, or to another host.
                (5, 100, 'request', 1, 4), (6, 200, 'reply', 5, 1), (7, 200, 'reply', 4, 6),
                -- An announcement; a request less than a second before the end.
                (8, 100, 'request', 7, 7), (9, 4500, 'request', 1, 8)
            ) AS t (packet, sent, arp_op, who, whom);
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(100000000) AS ts, 0 AS cpu, 'entry' AS kind, 10 AS packet,
                0 AS seq, 'netif_rx' AS function, 'ARP' AS ethertype, 'request' AS arp_op,
                '0.0.0.0' AS saddr, '10.0.0.9' AS daddr;
            INSERT INTO metadata VALUES ('skbtrail.stop', '5000000000');
            """;

    @TempDir private Path directory;

    @Test
    void findsRequestsForConnectionsThatGetNoAnswer() {
        assertEquals(
                """
                packet,failure,netns,saddr,sport,daddr,dport
                3,accept queue full,gw,10.0.0.1,2,10.0.0.2,80
                7,SYN unanswered,gw,10.0.0.1,4,10.0.0.2,80
                10,SYN unanswered,gw,10.0.0.1,5,10.0.0.2,80
                11,SYN unanswered,gw,10.0.0.1,6,10.0.0.2,80
                14,SYN unanswered,gw,10.0.0.1,8,10.0.0.2,80
                18,accept queue full,gw,10.0.0.1,10,10.0.0.2,80
                """,
                failures(SYNS));
    }

    @Test
    void findsReceiversWithoutRoomAndSegmentsThatAreSentAgain() {
        assertEquals(
                """
                packet,failure,netns,saddr,sport,daddr,dport
                1,zero window,gw,10.0.0.1,1,10.0.0.2,80
                6,retransmission,gw,10.0.0.1,1,10.0.0.2,80
                """,
                failures(SEGMENTS));
    }

    @Test
    void findsNeighboursThatDoNotAnswerInTime() {
        assertEquals(
                """
                packet,failure,netns,saddr,sport,daddr,dport
                3,ARP unanswered,gw,10.0.0.1,,10.0.0.3,
                5,ARP unanswered,gw,10.0.0.1,,10.0.0.4,
                """,
                failures(ARP));
        assertEquals(
                """
                packet,op,answered
                1,request,true
                2,reply,
                3,request,false
                4,reply,
                5,request,false
                6,reply,
                7,reply,
                8,request,
                9,request,
                10,request,
                """,
                sql(ARP, "SELECT packet, op, answered FROM arp ORDER BY packet"));
    }

    private String failures(String script) {
        return sql(
                script,
                "SELECT packet, failure, netns, saddr, sport, daddr, dport FROM failures"
                        + " ORDER BY packet");
    }

    private String sql(String script, String query) {
        Path trace = SyntheticTrace.write(directory, "trace", script);
        Cli.Result result = Cli.run("sql", trace, query, "--format", "csv");
        assertEquals(0, result.exitCode(), result.err());
        return result.out();
    }
}
