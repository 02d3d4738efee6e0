package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults, possible faults, consequences and everyday frees, distinguished by other events. */
class FreesTest {
    private static final Path FREES = SyntheticTrace.shared("frees");

    @TempDir private static Path directory;

    @Test
    void takesNoFreeForHarmlessThatIsNotKnownToBe() {
        assertEquals(
                """
                packet,class,note,fate
                1,unknown,"closed TCP, bad checksum or refused",unknown
                2,fault,answered with a reset,dropped
                3,everyday,closed TCP,consumed
                4,unknown,"handled, bad checksum or refused",unknown
                5,everyday,handled ICMPv6,delivered
                6,everyday,handled ICMPv6,delivered
                7,unknown,"handled, bad checksum or refused",unknown
                8,everyday,handled ICMPv6,delivered
                9,unknown,"handled, bad checksum or refused",unknown
                10,everyday,window or keepalive probe,consumed
                11,consequence,data had arrived before,dropped
                12,fault,,dropped
                13,consequence,socket closed before it was read,delivered
                14,consequence,its queue was emptied or removed,dropped
                15,fault,"source check: rejected (own address, or not unicast)",dropped
                16,fault,,dropped
                17,everyday,handled ICMPv6,delivered
                18,unknown,"handled, bad checksum or refused",unknown
                19,everyday,handled ICMPv6,delivered
                20,everyday,closed TCP,delivered
                21,consequence,socket closed before it was read,delivered
                22,fault,,dropped
                23,consequence,data had arrived before,dropped
                24,fault,,dropped
                25,consequence,data had arrived before,dropped
                """,
                sql(
                        FREES,
                        "SELECT d.packet, d.class, d.note, p.fate FROM drops AS d"
                                + " JOIN packets AS p ON p.packet = d.packet ORDER BY d.packet"));
    }

    @Test
    void ranksFaultsFirstAndShowsOneRowForEachEverydayFree() {
        assertEquals(
                """
                class,packets,note
                everyday,5,handled ICMPv6
                everyday,2,closed TCP
                everyday,1,window or keepalive probe
                """,
                Reports.csv("drops", FREES)
                        .lines()
                        .filter(line -> line.matches("(class|everyday),.*"))
                        .map(
                                line ->
                                        line.replaceAll(
                                                "^([^,]*,[^,]*),[^,]*,(\"[^\"]*\"|[^,]*),([^,]*),.*",
                                                "$1,$3"))
                        .sorted((a, b) -> a.startsWith("class") ? -1 : 0)
                        .reduce("", (a, b) -> a + b + "\n"));
    }

    /**
     * The restricted back-end: no event tells at which device a packet is after crossing a veth.
     */
    @Test
    void claimsNoDeviceThatThePacketHasLeft() {
        Path crossed =
                SyntheticTrace.write(
                        directory,
                        "crossed",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(packet * 10 + seq) AS ts, 0 AS cpu,
                            'tracepoint' AS kind, packet, seq, function,
                            CASE seq WHEN 0 THEN 'cA' END AS netns_name,
                            CASE seq WHEN 0 THEN 'a0' END AS ifname,
                            CASE seq WHEN 0 THEN '10.0.0.1' END AS saddr,
                            CASE seq WHEN 0 THEN '10.0.0.2' END AS daddr,
                            CASE seq WHEN 0 THEN 'UDP' END AS protocol,
                            reason AS drop_reason, place || '+0x1' AS drop_location
                        FROM (VALUES
                            (1, 0, 'tc:egress', NULL, NULL), (1, 1, 'net_dev_start_xmit', NULL, NULL),
                            (1, 2, 'netif_rx', NULL, NULL),
                            (1, 3, 'kfree_skb', 'NOT_SPECIFIED', 'do_xdp_generic'),
                            (2, 0, 'tc:egress', NULL, NULL), (2, 1, 'net_dev_start_xmit', NULL, NULL),
                            (2, 2, 'kfree_skb', 'NOT_SPECIFIED', 'veth_xdp_rcv_skb'),
                            (3, 0, 'tc:egress', NULL, NULL), (3, 1, 'net_dev_start_xmit', NULL, NULL),
                            (3, 2, 'kfree_skb', 'NOT_SPECIFIED', 'veth_xmit'),
                            (4, 0, 'tc:egress', NULL, NULL),
                            (4, 1, 'kfree_skb', 'QDISC_DROP', '__dev_queue_xmit'),
                            (5, 0, 'tc:egress', NULL, NULL), (5, 1, 'netif_rx', NULL, NULL),
                            (5, 2, 'consume_skb', NULL, NULL))
                            AS t (packet, seq, function, reason, place)""");
        assertEquals(
                """
                packet,netns,ifname,note,last_netns,last_ifname
                1,,,XDP program,,
                2,,,XDP program,,
                3,cA,a0,,cA,a0
                4,cA,a0,,cA,a0
                5,,,,,
                """,
                sql(
                        crossed,
                        "SELECT p.packet, d.netns, d.ifname, d.note, p.last_netns, p.last_ifname"
                                + " FROM packets AS p LEFT JOIN drops AS d ON d.packet = p.packet"
                                + " ORDER BY p.packet"));
    }

    /** A RST that ends its connection, or finds it gone, is harmless; other segments are not. */
    @Test
    void takesNoResetForAFault() {
        Path reset =
                SyntheticTrace.write(
                        directory,
                        "reset",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(packet) AS ts, 0 AS cpu, 'tracepoint' AS kind,
                            'kfree_skb' AS function, packet, 0 AS seq, 'TCP' AS protocol,
                            '10.0.0.1' AS saddr, '10.0.0.2' AS daddr, 50001 AS sport, 80 AS dport,
                            flags AS tcp_flags, reason AS drop_reason, 'tcp_v4_rcv+0x1' AS drop_location
                        FROM (VALUES
                            (1, 'RST', 'NO_SOCKET'), (2, 'RST|ACK', 'TCP_FLAGS'),
                            (3, 'ACK', 'NO_SOCKET'), (4, 'ACK', 'TCP_FLAGS'),
                            (5, 'SYN|RST', 'TCP_FLAGS'), (6, 'RST', 'TCP_CSUM'),
                            (7, 'RST', 'TCP_RESET'), (8, 'RST', 'NOT_SPECIFIED'), (9, 'RST', NULL))
                            AS t (packet, flags, reason)""");
        assertEquals(
                """
                packet,class,note
                1,consequence,"TCP reset: it ends a connection, or its connection is gone"
                2,consequence,"TCP reset: it ends a connection, or its connection is gone"
                3,fault,
                4,fault,
                5,fault,
                6,fault,
                7,consequence,"TCP reset: it ends a connection, or its connection is gone"
                8,consequence,"TCP reset: it ends a connection, or its connection is gone"
                9,unknown,"closed TCP, bad checksum or refused"
                """,
                sql(reset, "SELECT packet, class, note FROM drops ORDER BY packet"));
    }

    /** By the drop reason, by the route passed to ip_error, or by the ICMP error sent. */
    @Test
    void namesTheRouteThatRefused() {
        Path refused =
                SyntheticTrace.write(
                        directory,
                        "refused",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(packet * 10 + seq) AS ts, 0 AS cpu,
                            CASE seq WHEN 0 THEN 'return' ELSE 'entry' END AS kind, packet, seq,
                            CASE seq WHEN 0 THEN looked WHEN 1 THEN told ELSE 'kfree_skb' END
                                AS function,
                            CASE seq WHEN 0 THEN 'unreachable' WHEN 1 THEN type END AS route_type,
                            CASE seq WHEN 1 THEN code END AS error_code,
                            'UDP' AS protocol, '10.0.0.1' AS saddr, '10.0.1.2' AS daddr,
                            CASE seq WHEN 2 THEN reason END AS drop_reason,
                            CASE seq WHEN 2 THEN 'ip_error+0x1' END AS drop_location
                        FROM (VALUES
                            (1, 'ip_route_input_noref', 'ip_error', 'blackhole', NULL, 'NOT_SPECIFIED'),
                            (2, 'ip_route_input_noref', 'ip_error', 'unreachable', NULL, NULL),
                            (3, 'ip_route_input_noref', '__icmp_send', NULL, 13, 'NOT_SPECIFIED'),
                            (4, 'ip_route_input_noref', 'ip_rcv', NULL, NULL, 'NOT_SPECIFIED'),
                            (5, 'ip_route_input_noref', 'ip_rcv', NULL, NULL, 'IP_INNOROUTES'),
                            (6, 'ip_route_input_noref', 'ip_rcv', NULL, NULL, 'IP_INADDRERRORS'),
                            (7, 'ip_rcv', 'ip_rcv', NULL, NULL, 'NOT_SPECIFIED'))
                            AS t (packet, looked, told, type, code, reason)
                        CROSS JOIN range(3) AS s (seq)""");
        assertEquals(
                """
                packet,note
                1,route: blackhole
                2,route: unreachable
                3,route: prohibit
                4,"route: none, or one that refuses"
                5,route: none
                6,route: not forwarding
                7,"route: none, or one that refuses"
                """,
                sql(refused, "SELECT packet, note FROM drops ORDER BY packet"));
    }

    /** Before 5.17 only the ICMP error sent back reveals the reason. */
    @Test
    void namesTheIcmpErrorThatADropWasAnsweredWith() {
        Path answered =
                SyntheticTrace.write(
                        directory,
                        "answered",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(packet * 10 + seq) AS ts, 0 AS cpu, packet, seq,
                            'entry' AS kind,
                            CASE seq WHEN 0 THEN '__icmp_send' ELSE 'kfree_skb' END AS function,
                            CASE seq WHEN 0 THEN type END AS error_type,
                            CASE seq WHEN 0 THEN code END AS error_code,
                            'UDP' AS protocol, '10.0.0.1' AS saddr, '10.0.1.2' AS daddr, 53 AS dport,
                            CASE seq WHEN 1 THEN place || '+0x1' END AS drop_location,
                            CASE seq WHEN 1 THEN reason END AS drop_reason
                        FROM (VALUES
                            (1, 11, 0, 'ip_forward', NULL), (2, 3, 4, 'ip_forward', NULL),
                            (3, 3, 3, '__udp4_lib_rcv', NULL), (4, 11, 1, 'ip_expire', NULL),
                            (5, 11, 0, 'ip_forward', 'IP_INHDR')
                        ) AS t (packet, type, code, place, reason) CROSS JOIN range(2) AS s (seq)""");
        assertEquals(
                """
                packet,note,cause
                1,"answered with ICMP time exceeded, in transit",hop limit
                2,"answered with ICMP unreachable, fragmentation needed",too big
                3,"answered with ICMP unreachable, port",no listener
                4,"answered with ICMP time exceeded, reassembly",fragment missing
                5,,hop limit
                """,
                sql(answered, "SELECT packet, note, cause FROM causes ORDER BY packet"));
    }

    @Test
    void namesTheCheckOrTheProgramThatRefused() {
        Path refused =
                SyntheticTrace.write(
                        directory,
                        "checked",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(packet * 10 + seq) AS ts, 0 AS cpu, packet, seq,
                            CASE seq WHEN 0 THEN 'return' ELSE 'tracepoint' END AS kind,
                            CASE seq WHEN 0 THEN asked ELSE 'kfree_skb' END AS function,
                            CASE seq WHEN 0 THEN value END AS retval,
                            CASE seq WHEN 0 THEN said END AS verdict,
                            CASE seq WHEN 1 THEN 'NOT_SPECIFIED' END AS drop_reason,
                            CASE seq WHEN 1 THEN place || '+0x1' END AS drop_location,
                            'UDP' AS protocol, saddr, daddr, 'IPv4' AS ethertype, 'e0' AS ifname
                        FROM (VALUES
                            (1, 'fib_validate_source', -18, 'reject', 'ip_rcv_finish_core', '10.0.0.1', '10.0.0.2'),
                            (2, 'fib_validate_source', -1, 'reject', 'ip_rcv_finish', '10.0.0.1', '10.0.0.2'),
                            (3, 'ip_route_input_noref', -22, NULL, 'ip_rcv_finish', '127.0.0.1', '10.0.0.2'),
                            (4, 'ip_route_input_noref', -22, NULL, 'ip_rcv_finish', '10.0.0.1', '127.0.0.2'),
                            (5, 'ip_route_input_noref', 0, NULL, 'ip_rcv_finish', '127.0.0.1', '10.0.0.2'),
                            (6, 'netif_rx', 0, NULL, 'do_xdp_generic', '10.0.0.1', '10.0.0.2'),
                            (7, 'netif_rx', 0, NULL, '__allowed_ingress', '10.0.0.1', '10.0.0.2'))
                            AS t (packet, asked, value, said, place, saddr, daddr)
                        CROSS JOIN range(2) AS s (seq)""");
        assertEquals(
                """
                packet,class,note
                1,fault,source check: rejected (other interface)
                2,fault,source check: rejected
                3,fault,source check: rejected (martian)
                4,fault,martian destination
                5,fault,
                6,fault,XDP program on e0
                7,fault,bridge VLAN filter on e0
                """,
                sql(refused, "SELECT packet, class, note FROM drops ORDER BY packet"));
    }

    @Test
    void showsTheFlowAsItCameAndAsNatMadeIt() {
        Path translated =
                SyntheticTrace.write(
                        directory,
                        "translated",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(seq) AS ts, 0 AS cpu, kind, 1 AS packet, seq,
                            function, 'UDP' AS protocol, saddr, '10.3.0.9' AS daddr, 5000 AS sport,
                            53 AS dport, reason AS drop_reason, 'nf_hook_slow+0x1' AS drop_location
                        FROM (VALUES (0, 'entry', 'ip_rcv', '10.1.0.1', NULL),
                            (1, 'tracepoint', 'kfree_skb', '10.2.0.254', 'NO_SOCKET'))
                            AS t (seq, kind, function, saddr, reason)""");
        assertEquals(
                "UDP 10.1.0.1 > 10.3.0.9:53 (as 10.2.0.254 > 10.3.0.9:53)",
                Reports.csv("drops", translated).lines().toList().get(1).split(",")[5]);
    }

    private static String sql(Path trace, String query) {
        Cli.Result result = Cli.run("sql", trace, query, "--format", "csv");
        assertEquals(0, result.exitCode(), result.err());
        return result.out();
    }
}
