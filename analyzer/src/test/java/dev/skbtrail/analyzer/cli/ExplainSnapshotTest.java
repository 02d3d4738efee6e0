package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What findings name from the configuration in the trace: with a snapshot, without one, and with
 * one that leaves a choice.
 */
class ExplainSnapshotTest {
    /** A reading of a part, as JSON; and the policy rules that every host has. */
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
     * Packets of a router that forwards and of a tunnel. Those to 10.0.3.1 and 10.0.4.1 have their
     * way out from the routes; the last one goes into the tunnel and gets through.
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

    /** A route for one TOS alone, and two routes to one network. */
    private static final String AMBIGUOUS =
            """
            reading('ipv4 routes', 'both', '[{"dst": "default", "dev": "eth1"},
                {"dst": "10.0.3.0/24", "dev": "eth2", "tos": "0x10"},
                {"dst": "10.0.4.0/24", "dev": "eth1"},
                {"dst": "10.0.4.0/24", "dev": "eth1", "metrics": [{"mtu": 1350}]}]')
            """;

    /** Only what events tell of the way out is left. */
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
