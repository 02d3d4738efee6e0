package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What findings name from the configuration in the trace: with a snapshot, without one, and with an
 * ambiguous one.
 */
class ExplainSnapshotTest {
    /** One reading of a part as JSON, and the policy rules that every host has. */
    private static final String READING =
            """
            CREATE MACRO reading(part, moment, items) AS {'netns': 7, 'netns_name': 'gw',
                'part': part, 'moment': moment, 'time': 0, 'source': 'test',
                'items': CAST(items AS JSON), 'left_out': 0, 'problem': NULL};
            CREATE MACRO ordinary() AS reading('ipv4 rules', 'both',
                '[{"priority": 0, "src": "all", "table": "local"},
                {"priority": 32766, "src": "all", "table": "main"}]');
            INSERT INTO metadata VALUES ('skbtrail.stop', '10000000000');
            """;

    @TempDir private Path directory;

    /**
     * Packets of a forwarding router and of a tunnel. For those to 10.0.3.1 and 10.0.4.1 the output
     * interface is known only from the routes; the last one enters the tunnel and gets through.
     */
    private static final String OVERSIZED =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(packet * 10 + s) AS ts, 0 AS cpu, 'entry' AS kind, packet,
                s AS seq, CASE WHEN s < 2 THEN 'a' WHEN whom = 7 THEN 'b' ELSE 'kfree_skb' END
                    AS function,
                'gw' AS netns_name, CASE s WHEN 0 THEN first ELSE last END AS ifname,
                'UDP' AS protocol, '10.0.0.1' AS saddr, '10.0.' || whom || '.1' AS daddr,
                CASE s WHEN 0 THEN size ELSE longer END AS ip_len,
                CASE WHEN s > 0 AND longer > size THEN 'vxlan' END AS tunnel_type,
                CASE s WHEN 1 THEN way END AS route_dev,
                CASE WHEN s = 2 AND whom < 7 THEN 'PKT_TOO_BIG' END AS drop_reason,
                CASE WHEN s = 2 AND whom < 7 THEN place || '+0x1' END AS drop_location
            FROM (VALUES
                (1, 1, 'eth0', 'eth0', 'eth1', 1428, 1428, 'ip_forward'),
                -- It would fit the MTU of its interface.
                (2, 2, 'eth0', 'eth0', 'eth1', 1400, 1400, 'ip_forward'),
                (3, 3, 'eth0', 'eth0', NULL, 1428, 1428, 'ip_forward'),
                (4, 4, 'eth0', 'eth0', NULL, 1380, 1380, 'ip_forward'),
                (5, 5, 'tun0', 'eth1', NULL, 1420, 1470, 'ip_fragment'),
                (6, 6, 'eth0', 'eth0', 'tun0', 1480, 1480, 'ip_forward'),
                (7, 7, 'tun0', 'eth1', NULL, 100, 150, NULL)
            ) AS t (packet, whom, first, last, way, size, longer, place)
            CROSS JOIN range(3) AS r (s);
            """;

    private static final String LARGER =
            "error,certain,UDP 10.0.0.1 > 10.0.%d.1 is larger than the MTU and may not be fragmented"
                    + " in namespace gw at %s: it has %d bytes%s,1,1";

    @Test
    void namesTheMtuThatAPacketDoesNotFit() {
        assertEquals(
                List.of(
                        LARGER.formatted(1, "eth0", 1428, ", and the MTU of eth1 is 1400"),
                        LARGER.formatted(2, "eth0", 1400, ""),
                        LARGER.formatted(
                                3, "eth0", 1428, ", and the MTU of eth2 is 1500 (1300 before)"),
                        LARGER.formatted(
                                4,
                                "eth0",
                                1380,
                                ", and the route 10.0.4.0/24 dev eth1 table main mtu 1350 allows"
                                        + " 1350"),
                        LARGER.formatted(
                                5,
                                "eth1",
                                1470,
                                ", and the MTU of eth1 is 1400; 50 bytes of that are the headers of"
                                        + " its tunnel (vxlan), so that 1350 are left for what is"
                                        + " inside"),
                        LARGER.formatted(
                                6,
                                "eth0",
                                1480,
                                ", and the MTU of tun0 is 1450; the headers of the tunnel (vxlan)"
                                        + " need 50 bytes more")),
                found("too-big", OVERSIZED, LINKS + ROUTES));
    }

    private static final String LINKS =
            """
            reading('interfaces', 'start', '[{"ifindex": 2, "ifname": "eth1", "mtu": 1400},
                {"ifindex": 3, "ifname": "eth2", "mtu": 1300},
                {"ifindex": 4, "ifname": "tun0", "mtu": 1450}]'),
            reading('interfaces', 'end', '[{"ifindex": 2, "ifname": "eth1", "mtu": 1400},
                {"ifindex": 3, "ifname": "eth2", "mtu": 1500},
                {"ifindex": 4, "ifname": "tun0", "mtu": 1450}]'),
            """;

    private static final String ROUTES =
            """
            reading('ipv4 routes', 'both', '[{"dst": "10.0.3.0/24", "dev": "eth2"},
                {"dst": "10.0.4.0/24", "dev": "eth1", "metrics": [{"mtu": 1350}]},
                {"dst": "default", "dev": "eth1"}]')
            """;

    /** A route for one TOS only, and two routes to one network. */
    private static final String AMBIGUOUS =
            """
            reading('ipv4 routes', 'both', '[{"dst": "default", "dev": "eth1"},
                {"dst": "10.0.3.0/24", "dev": "eth2", "tos": "0x10"},
                {"dst": "10.0.4.0/24", "dev": "eth1"},
                {"dst": "10.0.4.0/24", "dev": "eth1", "metrics": [{"mtu": 1350}]}]')
            """;

    /** Only what the events show about the output interface is left. */
    @Test
    void namesNoMtuWhereTheSnapshotLeavesAChoice() {
        List<String> choice = found("too-big", OVERSIZED, LINKS + AMBIGUOUS);
        assertEquals(LARGER.formatted(3, "eth0", 1428, ""), choice.get(2));
        assertEquals(LARGER.formatted(4, "eth0", 1380, ""), choice.get(3));
        assertEquals(
                LARGER.formatted(1, "eth0", 1428, ", and the MTU of eth1 is 1400"), choice.get(0));
        List<String> none = found("too-big", OVERSIZED, "");
        assertEquals(LARGER.formatted(1, "eth0", 1428, ""), none.get(0));
        assertEquals(
                LARGER.formatted(
                        5,
                        "eth1",
                        1470,
                        "; 50 bytes of that are the headers of its tunnel (vxlan)"),
                none.get(4));
    }

    /**
     * Packets that were dropped or waited, in ms, and an ARP request; only one has its route
     * lookup.
     */
    private static final String WITHOUT_NEIGHBOUR =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(CASE s WHEN 0 THEN 0 ELSE long END * 1000000::BIGINT) AS ts,
                0 AS cpu, 'entry' AS kind, packet, s AS seq, CASE s WHEN 0 THEN
                    'neigh_resolve_output' ELSE last END AS function,
                'gw' AS netns_name, 'eth0' AS ifname, protocol, '10.0.0.1' AS saddr, daddr,
                CASE WHEN gateway <> '' THEN 'eth0' END AS route_dev, gateway AS route_gateway,
                CASE protocol WHEN 'ARP' THEN 'ARP' END AS ethertype,
                CASE protocol WHEN 'ARP' THEN 'request' END AS arp_op,
                CASE WHEN s = 1 AND last = 'kfree_skb' THEN 'NEIGH_FAILED' END AS drop_reason,
                CASE WHEN s = 1 AND last = 'kfree_skb' THEN 'neigh_invalidate+0x1' END
                    AS drop_location
            FROM (VALUES
                (1, '10.9.0.1', 1, 'kfree_skb', 'UDP', NULL),
                (2, '10.0.0.9', 1, 'kfree_skb', 'UDP', NULL),
                (3, '10.8.0.1', 1, 'kfree_skb', 'UDP', '10.0.0.7'),
                (4, '10.9.0.2', 1500, 'net_dev_queue', 'UDP', NULL),
                (5, '10.0.0.254', 1, 'dev_hard_start_xmit', 'ARP', NULL),
                (6, '10.0.0.9', 1, 'dev_hard_start_xmit', 'ARP', NULL)
            ) AS t (packet, daddr, long, last, protocol, gateway)
            CROSS JOIN range(2) AS r (s);
            """;

    private static final String GATEWAY =
            """
            reading('ipv4 routes', 'both', '[{"dst": "default", "gateway": "10.0.0.254",
                "dev": "eth0"}, {"dst": "10.0.0.0/24", "dev": "eth0"}]'),
            reading('neighbours', 'both', '[
                {"dst": "10.0.0.254", "dev": "eth0", "state": ["INCOMPLETE"]},
                {"dst": "10.0.0.9", "dev": "eth1", "state": ["REACHABLE"]},
                {"dst": "10.0.0.9", "dev": "eth0", "state": ["FAILED"]}]')
            """;

    private static final String UNRESOLVED = "neighbour-failed|neighbour-wait|arp-unanswered";

    @Test
    void namesTheNextHopThatDoesNotAnswer() {
        String by = "route default via 10.0.0.254 dev eth0 table main";
        String there = "its entry in the neighbour table is ";
        assertEquals(
                List.of(
                        "error,certain,10.0.0.9 does not answer ARP or neighbour discovery on eth0 in"
                                + " namespace gw: it is a neighbour by the route 10.0.0.0/24 dev"
                                + " eth0 table main; "
                                + there
                                + "FAILED at the end,1,1",
                        // The packet's own route lookup found another gateway than the snapshot
                        // has.
                        "error,certain,The next hop to 10.8.0.1, 10.0.0.7, does not answer ARP or"
                                + " neighbour discovery on eth0 in namespace gw,1,1",
                        "error,certain,The next hop to 10.9.0.1, 10.0.0.254, does not answer ARP or"
                                + " neighbour discovery on eth0 in namespace gw: the route is"
                                + " default via 10.0.0.254 dev eth0 table main; "
                                + there
                                + "INCOMPLETE at the end,1,1",
                        "warning,certain,Packets wait up to 1.5 s at eth0 in namespace gw until the"
                                + " link-layer address of their next hop, 10.0.0.254, is known; the"
                                + " route is default via 10.0.0.254 dev eth0 table main; "
                                + there
                                + "INCOMPLETE at the end,1,1",
                        "warning,likely,Nobody answers the ARP requests of 10.0.0.1 for 10.0.0.254 in"
                                + " namespace gw, where its state is INCOMPLETE in the end; it is"
                                + " the next hop of the "
                                + by
                                + ",1,1",
                        "warning,likely,Nobody answers the ARP requests of 10.0.0.1 for 10.0.0.9 in"
                                + " namespace gw, where its state is FAILED, REACHABLE in the end;"
                                + " it is a neighbour by the route 10.0.0.0/24 dev eth0 table"
                                + " main,1,1"),
                found("(" + UNRESOLVED + ")", WITHOUT_NEIGHBOUR, GATEWAY));
    }

    /** Without a snapshot, and if policy rules may select another table. */
    @Test
    void namesNoNextHopThatOnlyMayBe() {
        String ruled =
                """
                , reading('ipv4 rules', 'both', '[{"priority": 9, "src": "all", "fwmark": "0x1",
                    "table": "7"}]')
                """;
        for (String readings : List.of("", GATEWAY + ruled)) {
            List<String> found = found("neighbour-failed", WITHOUT_NEIGHBOUR, readings);
            String failed = readings.isEmpty() ? "" : "; FAILED there: 10.0.0.9";
            assertEquals(
                    "error,certain,The next hop to 10.0.0.9 does not answer ARP or neighbour"
                            + " discovery on eth0 in namespace gw"
                            + failed
                            + ",1,1",
                    found.get(0));
            assertEquals(
                    "error,certain,The next hop to 10.8.0.1, 10.0.0.7, does not answer ARP or"
                            + " neighbour discovery on eth0 in namespace gw,1,1",
                    found.get(1));
        }
    }

    /** Packets that a qdisc dropped or delayed for 80 ms; for some the qdisc is not recorded. */
    private static final String QUEUED =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(s * CASE last WHEN 'kfree_skb' THEN 1 ELSE 80000000 END) AS ts, 0 AS cpu, 'entry' AS kind, packet,
                s AS seq, CASE s WHEN 0 THEN 'tbf_enqueue' ELSE last END AS function,
                'gw' AS netns_name, ifname, 'UDP' AS protocol, '10.0.0.1' AS saddr,
                '10.0.0.2' AS daddr, CASE s WHEN 0 THEN kind END AS qdisc,
                CASE s WHEN 0 THEN handle END AS qdisc_handle,
                CASE WHEN s = 1 AND last = 'kfree_skb' THEN 'QDISC_OVERLIMIT' END AS drop_reason,
                CASE WHEN s = 1 AND last = 'kfree_skb' THEN '__dev_queue_xmit+0x1' END
                    AS drop_location
            FROM (VALUES
                (1, 'eth0', 'kfree_skb', 'tbf', '8001:'), (2, 'eth1', 'kfree_skb', NULL, NULL),
                (3, 'eth2', 'kfree_skb', NULL, NULL), (4, 'eth0', 'qdisc_dequeue', 'tbf', '8001:'),
                (5, 'eth3', 'kfree_skb', NULL, NULL)
            ) AS t (packet, ifname, last, kind, handle)
            CROSS JOIN range(2) AS r (s);
            """;

    /** eth1 has nested qdiscs, eth2 two siblings; the qdisc of eth3 is gone. */
    private static final String QDISCS =
            """
            reading('qdiscs', 'start', '[
                {"kind": "tbf", "handle": "8001:", "dev": "eth0", "drops": 1, "requeues": 2, "options":
                    {"rate": 125000, "burst": 1600, "lat": 50000}},
                {"kind": "prio", "handle": "1:", "dev": "eth1", "drops": 0, "options": {}},
                {"kind": "pfifo", "handle": "2:", "parent": "1:1", "dev": "eth1", "drops": 0,
                    "options": {"limit": 7}},
                {"kind": "pfifo", "handle": "3:", "parent": "1:2", "dev": "eth1", "drops": 0,
                    "options": {"limit": 9}},
                {"kind": "pfifo_fast", "handle": "0:", "parent": ":1", "dev": "eth2", "drops": 0},
                {"kind": "fq", "handle": "9:", "parent": ":2", "dev": "eth2", "drops": 0}]'),
            reading('qdiscs', 'end', '[
                {"kind": "tbf", "handle": "8001:", "dev": "eth0", "drops": 4, "requeues": 9, "options":
                    {"rate": 125000, "burst": 1600, "lat": 50000}},
                {"kind": "prio", "handle": "1:", "dev": "eth1", "drops": 5, "options": {}},
                {"kind": "pfifo", "handle": "2:", "parent": "1:1", "dev": "eth1", "drops": 5,
                    "options": {"limit": 7}},
                {"kind": "pfifo", "handle": "3:", "parent": "1:2", "dev": "eth1", "drops": 0,
                    "options": {"limit": 9}},
                {"kind": "pfifo_fast", "handle": "0:", "parent": ":1", "dev": "eth2", "drops": 1},
                {"kind": "fq", "handle": "9:", "parent": ":2", "dev": "eth2", "drops": 2},
                {"kind": "noqueue", "handle": "0:", "dev": "eth3", "drops": 0}]')
            """;

    private static final String FULL =
            " in namespace gw drops packets: the queue of its device is full (QDISC_OVERLIMIT)";

    @Test
    void namesTheQdiscAndWhatLimitsIt() {
        String tbf = "rate 1 Mbit/s, burst 1600 bytes, latency 50 ms";
        assertEquals(
                List.of(
                        "error,certain,The qdisc of eth2"
                                + FULL
                                + "; it may be fq 9: (2 drops), pfifo_fast 0: (1 drops),1,1",
                        "error,certain,The qdisc of eth3" + FULL + ",1,1",
                        "error,certain,The qdisc pfifo 2: of eth1"
                                + FULL
                                + "; it has limit 7 packets; meanwhile it dropped 5,1,1",
                        "error,certain,The qdisc tbf 8001: of eth0"
                                + FULL
                                + "; it has "
                                + tbf
                                + "; meanwhile it dropped 3,1,1",
                        "warning,certain,Packets wait up to 80 ms in qdisc tbf 8001: of eth0 in"
                                + " namespace gw: it sends slower than they come ("
                                + tbf
                                + "); meanwhile it dropped 3; the device had no room for a"
                                + " packet 7 times,1,1"),
                found("qdisc-(drop|wait)", QUEUED, QDISCS));
        assertEquals(
                "error,certain,The qdisc of eth1" + FULL + ",1,1",
                found("qdisc-drop", QUEUED, "").get(0));
    }

    /**
     * @param readings SQL for the snapshot's readings
     */
    private List<String> found(String rules, String rows, String readings) {
        String snapshot =
                "INSERT INTO metadata SELECT 'skbtrail.snapshot', to_json({'readings':"
                        + " [ordinary(), %s]});";
        return Found.by(
                rules,
                SyntheticTrace.write(
                        directory, "rows", READING + rows + snapshot.formatted(readings)));
    }
}
