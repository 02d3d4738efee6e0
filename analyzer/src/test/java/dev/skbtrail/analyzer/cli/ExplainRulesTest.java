package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules that no sample trace triggers, each on a few rows: what they report and what they do not.
 */
class ExplainRulesTest {
    /** One probe of each kind that a rule needs is attached; the trace ends after ten seconds. */
    private static final String RECORDING =
            """
            INSERT INTO metadata VALUES
                ('skbtrail.stop', '10000000000'),
                ('skbtrail.probes', '[{"group":"rx","function":"netif_receive_skb","attached":true}]');
            """;

    @TempDir private Path directory;

    /** The column sent is in ms; a row with a reason is dropped. */
    @Test
    void findsEchoRequestsThatNobodyAnswers() {
        assertEquals(
                List.of(
                        "warning,possible,No answer to echo requests from 10.0.0.1 to 10.0.0.2 was"
                                + " seen; they were seen last at eth0 in namespace gw,2,1",
                        "warning,possible,No answer to echo requests from 10.0.0.1 to 10.0.0.9 was"
                                + " seen; they were seen last at eth0 in namespace gw,1,1"),
                found(
                        "echo-unanswered",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(sent * 1000000::BIGINT + s) AS ts, 0 AS cpu,
                            'tracepoint' AS kind, packet, s AS seq,
                            CASE s WHEN 0 THEN 'net_dev_start_xmit' ELSE 'kfree_skb' END AS function,
                            'gw' AS netns_name, 'eth0' AS ifname, 'ICMP' AS protocol,
                            '10.0.0.' || who AS saddr, '10.0.0.' || whom AS daddr,
                            type AS icmp_type, id AS icmp_id, number AS icmp_seq,
                            CASE s WHEN 1 THEN reason END AS drop_reason
                        FROM (VALUES
                            (1, 100, 8, 1, 2, 7, 1, NULL), (2, 101, 8, 1, 2, 7, 2, NULL),
                            (3, 102, 0, 2, 1, 7, 2, NULL), (4, 103, 8, 1, 2, 7, 3, NULL),
                            -- Another identifier after NAT; addresses after NAT; too near to the end.
                            (5, 200, 8, 1, 3, 8, 1, NULL), (6, 201, 0, 3, 1, 9, 1, NULL),
                            (7, 300, 8, 1, 4, 10, 1, NULL), (8, 301, 0, 5, 6, 10, 1, NULL),
                            (9, 9500, 8, 1, 7, 11, 1, NULL),
                            -- Dropped, which other rules tell; answered before it was asked.
                            (10, 400, 8, 1, 8, 12, 1, 'NETFILTER_DROP'),
                            (11, 500, 0, 9, 1, 13, 1, NULL), (12, 600, 8, 1, 9, 13, 1, NULL)
                        ) AS t (packet, sent, type, who, whom, id, number, reason)
                        JOIN range(2) AS r (s) ON s = 0 OR reason IS NOT NULL;
                        """));
    }

    @Test
    void findsConversationsThatComeBackByAnotherInterface() {
        assertEquals(
                List.of(
                        "warning,possible,Packets of UDP 10.0.0.1 > 10.0.1.1:53 leave by eth1, and"
                                + " those of the other direction come in by eth2, eth3 in namespace"
                                + " gw,1,1"),
                found(
                        "asymmetric",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(packet * 100 + row_number() OVER ()) AS ts, 0 AS cpu,
                            'tracepoint' AS kind, packet,
                            row_number() OVER (PARTITION BY packet ORDER BY ifname) - 1 AS seq,
                            CASE way WHEN 'in' THEN 'netif_receive_skb'
                                ELSE 'net_dev_start_xmit' END AS function,
                            'gw' AS netns_name, ifname, 'UDP' AS protocol,
                            CASE WHEN asks THEN '10.0.0.1' ELSE '10.0.1.1' END AS saddr,
                            CASE WHEN asks THEN '10.0.1.1' ELSE '10.0.0.1' END AS daddr,
                            CASE WHEN asks THEN port ELSE 53 END AS sport,
                            CASE WHEN asks THEN 53 ELSE port END AS dport
                        FROM (VALUES
                            -- A request on its way through, and its answer.
                            (1, true, 40001, 'in', 'eth0'), (1, true, 40001, 'out', 'eth1'),
                            (2, false, 40001, 'in', 'eth2'), (2, false, 40001, 'in', 'eth3'),
                            (2, false, 40001, 'out', 'eth0'),
                            -- By a VLAN of the same interface, both ways; without an answer.
                            (3, true, 40002, 'out', 'eth1.7'), (3, true, 40002, 'out', 'eth1'),
                            (4, false, 40002, 'in', 'eth1'),
                            (5, true, 40003, 'out', 'eth1')
                        ) AS t (packet, asks, port, way, ifname);
                        """));
    }

    @Test
    void findsConnectionsThatAreReset() {
        assertEquals(
                List.of(
                        "warning,possible,10.0.0.2 port 80 resets its connection with 10.0.0.1,1,1",
                        "warning,possible,10.0.0.4 resets its connection with 10.0.0.5 port 80; TCP"
                                + " says TCP_ABORT_ON_CLOSE,1,1"),
                found(
                        "reset",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(packet) AS ts, 0 AS cpu, 'tracepoint' AS kind, packet,
                            0 AS seq, CASE WHEN reason IS NULL THEN 'net_dev_start_xmit'
                                ELSE 'kfree_skb' END AS function, 'TCP' AS protocol,
                            '10.0.0.' || who AS saddr, sport, '10.0.0.' || whom AS daddr, dport,
                            flags AS tcp_flags, reason AS drop_reason, why AS reset_reason
                        FROM (VALUES
                            (1, 2, 80, 1, 50001, 'RST|ACK', NULL, NULL),
                            -- The answer of a closed port.
                            (2, 1, 50002, 3, 81, 'SYN', 'NO_SOCKET', NULL),
                            (3, 3, 81, 1, 50002, 'RST|ACK', NULL, NULL),
                            (4, 4, 50003, 5, 80, 'RST', NULL, 'TCP_ABORT_ON_CLOSE')
                        ) AS t (packet, who, sport, whom, dport, flags, reason, why);
                        """));
    }

    @Test
    void findsErrorsAboutTheMtuThatAreDropped() {
        assertEquals(
                List.of(
                        "error,certain,An ICMP error that tells 10.0.0.1 to send smaller packets is"
                                + " dropped at eth0 in namespace gw: its large packets will not get"
                                + " through,1,1",
                        "error,certain,An ICMP error that tells 2001:db8::1 to send smaller packets"
                                + " is dropped at eth0 in namespace gw: its large packets will not"
                                + " get through,1,1"),
                found(
                        "mtu-error-dropped",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(packet) AS ts, 0 AS cpu, 'tracepoint' AS kind, packet,
                            0 AS seq, CASE WHEN reason IS NULL THEN 'net_dev_start_xmit'
                                ELSE 'kfree_skb' END AS function, 'gw' AS netns_name, 'eth0' AS ifname,
                            protocol, source AS saddr, target AS daddr, type AS icmp_type,
                            code AS icmp_code, reason AS drop_reason,
                            'nf_hook_slow+0x1' AS drop_location
                        FROM (VALUES
                            (1, 'ICMP', '10.0.1.1', '10.0.0.1', 3, 4, 'NETFILTER_DROP'),
                            (2, 'ICMP', '10.0.1.1', '10.0.0.1', 3, 1, 'NETFILTER_DROP'),
                            (3, 'ICMP', '10.0.1.1', '10.0.0.2', 3, 4, NULL),
                            (4, 'ICMPv6', '2001:db8::2', '2001:db8::1', 2, 0, 'NETFILTER_DROP'),
                            (5, 'ICMPv6', '2001:db8::2', '2001:db8::1', 1, 4, 'NETFILTER_DROP')
                        ) AS t (packet, protocol, source, target, type, code, reason);
                        """));
    }

    /**
     * Datagrams of 3,000 bytes in fragments of 1,480, without the last, the first or the middle
     * one.
     */
    @Test
    void saysWhichFragmentIsMissing() {
        assertEquals(
                List.of(
                        "error,certain,Not all fragments of datagrams from 10.0.0.1 to 10.0.0.2 came to"
                                + " namespace gw before the time for reassembly was over: of one of"
                                + " them, the last one (from byte 1480 on) is missing,1,1",
                        "error,certain,Not all fragments of datagrams from 10.0.0.1 to 10.0.0.3 came to"
                                + " namespace gw before the time for reassembly was over: of one of"
                                + " them, the first one (bytes 0 to 1479) is missing,1,1",
                        "error,certain,Not all fragments of datagrams from 10.0.0.1 to 10.0.0.4 came to"
                                + " namespace gw before the time for reassembly was over: of one of"
                                + " them, what has bytes 1480 to 2959 is missing,1,1"),
                found(
                        "fragment-missing",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(packet * 10 + s) AS ts, 0 AS cpu, 'tracepoint' AS kind,
                            packet, s AS seq, CASE s WHEN 0 THEN 'netif_receive_skb' ELSE 'kfree_skb' END
                                AS function, 'gw' AS netns_name, 'UDP' AS protocol,
                            '10.0.0.1' AS saddr, '10.0.0.' || whom AS daddr, id AS ip_id,
                            CASE begins WHEN 2960 THEN 68 ELSE 1500 END AS ip_len, begins AS frag_off,
                            CASE s WHEN 1 THEN reason END AS drop_reason
                        FROM (VALUES
                            (1, 2, 7, 0, 'FRAG_REASM_TIMEOUT'),
                            (2, 3, 8, 1480, 'FRAG_REASM_TIMEOUT'), (3, 3, 8, 2960, NULL),
                            (4, 4, 9, 0, 'FRAG_REASM_TIMEOUT'), (5, 4, 9, 2960, NULL),
                            -- Another datagram, of which all came.
                            (6, 4, 10, 1480, NULL)
                        ) AS t (packet, whom, id, begins, reason)
                        JOIN range(2) AS r (s) ON s = 0 OR reason IS NOT NULL;
                        """));
    }

    /** Begin and end are in ms. */
    @Test
    void findsLongWaits() {
        assertEquals(
                List.of(
                        "warning,certain,Packets wait up to 1.0 s at eth0 in namespace gw until the"
                                + " link-layer address of their next hop is known,1,1",
                        "warning,certain,Packets wait up to 51 ms in qdisc tbf 8001: of eth0 in"
                                + " namespace gw: it sends slower than they come,1,1",
                        "warning,likely,Packets wait up to 60 ms at eth0 in namespace gw until the"
                                + " CPU that receives them runs its softirq,1,1",
                        "warning,possible,UDP 10.0.0.1:53 > 10.0.0.2:54 waits up to 150 ms in the"
                                + " receive queue of its socket in namespace gw: the program reads"
                                + " late,1,1"),
                found(
                        "(qdisc|softirq|socket|neighbour)-wait",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(CASE s WHEN 0 THEN 0 ELSE long END * 1000000::BIGINT) AS ts,
                            0 AS cpu, 'entry' AS kind, packet, s AS seq,
                            CASE s WHEN 0 THEN first ELSE next END AS function, 'gw' AS netns_name,
                            'eth0' AS ifname, 'UDP' AS protocol, '10.0.0.1' AS saddr, 53 AS sport,
                            '10.0.0.2' AS daddr, 54 AS dport,
                            CASE WHEN s = 0 AND first = 'tbf_enqueue' THEN 'tbf' END AS qdisc,
                            CASE WHEN s = 0 AND first = 'tbf_enqueue' THEN '8001:' END AS qdisc_handle
                        FROM (VALUES
                            (1, 'tbf_enqueue', 'qdisc_dequeue', 51), (2, 'tbf_enqueue', 'qdisc_dequeue', 49),
                            (3, 'netif_rx', 'netif_receive_skb', 60), (4, 'ip_rcv', 'ip_local_deliver', 900),
                            (5, '__udp_enqueue_schedule_skb', 'skb_consume_udp', 150),
                            (6, '__udp_enqueue_schedule_skb', 'skb_consume_udp', 90),
                            (7, 'neigh_resolve_output', 'net_dev_queue', 1001),
                            (8, 'neigh_resolve_output', 'net_dev_queue', 999)
                        ) AS t (packet, first, next, long) CROSS JOIN range(2) AS r (s);
                        """));
    }

    private List<String> found(String rules, String rows) {
        return Found.by(rules, SyntheticTrace.write(directory, "rows", rows + RECORDING));
    }
}
