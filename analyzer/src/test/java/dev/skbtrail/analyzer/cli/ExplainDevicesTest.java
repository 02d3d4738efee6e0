package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules about IPsec, devices and bridges, each on a few rows and a snapshot. */
class ExplainDevicesTest {
    private static final String FRAMES =
            """
            INSERT INTO event BY NAME
            SELECT make_timestamp_ns(packet * 10 + s) AS ts, 0 AS cpu,
                CASE s WHEN 0 THEN 'entry' ELSE 'tracepoint' END AS kind, packet,
                CASE WHEN s = 1 AND lost THEN 2 ELSE s END AS seq,
                CASE s WHEN 0 THEN first ELSE 'kfree_skb' END AS function,
                'gw' AS netns_name, came AS ifname,
                CASE s WHEN 0 THEN leaves END AS out_ifname,
                CASE WHEN s = 0 AND leaves IS NOT NULL THEN came END AS in_ifname,
                'UDP' AS protocol, '10.0.0.1' AS saddr, '10.0.0.' || whom AS daddr,
                CASE s WHEN 1 THEN reason END AS drop_reason,
                CASE s WHEN 1 THEN place || '+0x1' END AS drop_location
            FROM (VALUES
                (1, 2, 'br_forward', 'p1', 'p2', 'br_forward', 'NOT_SPECIFIED', false),
                (2, 3, 'br_forward', 'p1', 'p1', 'br_handle_frame_finish',
                    'NOT_SPECIFIED', false),
                (3, 4, 'br_forward', 'p1', 'p3', 'br_forward', 'NOT_SPECIFIED', false),
                (4, 5, 'br_handle_frame', 'p2', NULL, 'br_handle_frame',
                    'NOT_SPECIFIED', false),
                (5, 6, 'br_handle_frame', 'p9', NULL, 'br_handle_frame',
                    'BRIDGE_INGRESS_STP_STATE', false),
                -- A port that forwards; something was lost before the drop.
                (6, 7, 'br_handle_frame', 'p1', NULL, 'br_handle_frame',
                    'NOT_SPECIFIED', false),
                (7, 8, 'br_forward', 'p1', 'p2', 'br_forward', 'NOT_SPECIFIED', true),
                -- Only a port that learns lets a frame get there; p2 does not.
                (8, 9, 'br_handle_frame', 'p4', NULL, 'br_handle_frame_finish',
                    'NOT_SPECIFIED', false),
                (9, 10, 'br_handle_frame', 'p9', NULL, 'br_handle_frame_finish',
                    'BRIDGE_INGRESS_STP_STATE', false),
                (10, 11, 'br_handle_frame', 'p2', NULL, 'br_handle_frame_finish',
                    'NOT_SPECIFIED', false),
                (11, 12, 'br_handle_frame', 'p4', NULL, 'br_handle_frame_finish',
                    'BRIDGE_INGRESS_STP_STATE', false)
            ) AS t (packet, whom, first, came, leaves, place, reason, lost)
            CROSS JOIN range(2) AS r (s);
            -- With br_netfilter a hook of IP has the bridge for the port.
            UPDATE event SET seq = 2 WHERE packet = 11 AND seq = 1;
            INSERT INTO event BY NAME
            SELECT * REPLACE (1 AS seq, 'nf:PREROUTING:last' AS function, 'netfilter' AS kind,
                'br0' AS ifname, 'br0' AS in_ifname)
            FROM event WHERE packet = 11 AND seq = 0;
            """;

    @TempDir private Path directory;

    /** Namespace vpn counted one kind of error, gw two, and plain none. */
    @Test
    void saysWhatIpsecRefuses() {
        assertEquals(
                List.of(
                        "error,certain,An IPsec policy of namespace gw refuses UDP 10.0.0.1 >"
                                + " 10.0.0.2:53 at eth0: it forbids it, or asks for protection that"
                                + " it does not have; meanwhile XfrmInPolBlock grew by 2,"
                                + " XfrmOutNoStates grew by 3 (XFRM_POLICY),1,1",
                        "error,certain,An IPsec policy of namespace vpn refuses UDP 10.0.0.1 >"
                                + " 10.0.0.2:53 at eth0: it has to be encrypted, but no state"
                                + " (SA) exists for it; meanwhile XfrmOutNoStates grew by 4"
                                + " (XFRM_POLICY),1,1",
                        "error,certain,IPsec of namespace gw refuses AH from 10.0.0.1 to 10.0.0.2 at"
                                + " eth0: it has no state for it, or one that does not fit,1,1",
                        "error,certain,IPsec of namespace vpn refuses ESP from 10.0.0.1 to 10.0.0.2"
                                + " with SPI 0x0000bad1 at eth0: it has no state for it; meanwhile"
                                + " XfrmInNoStates grew by 1,1,1",
                        "error,likely,An IPsec policy of namespace vpn refuses UDP 10.0.0.1 >"
                                + " 10.0.0.2:53 at eth0: it has to be encrypted, but no state"
                                + " (SA) exists for it; meanwhile XfrmOutNoStates grew by 4,"
                                + "1,1"),
                found(
                        "ipsec-(state|policy)",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(packet) AS ts, 0 AS cpu, 'tracepoint' AS kind, packet,
                            0 AS seq, 'kfree_skb' AS function, netns AS netns_name, 'eth0' AS ifname,
                            protocol, '10.0.0.1' AS saddr, '10.0.0.2' AS daddr, spi AS esp_spi,
                            CASE protocol WHEN 'UDP' THEN 53 END AS dport, reason AS drop_reason,
                            place || '+0x1' AS drop_location
                        FROM (VALUES
                            (1, 'vpn', 'ESP', 47825, 'xfrm_input', 'NOT_SPECIFIED'),
                            (2, 'gw', 'AH', NULL, 'xfrm_input', 'NOT_SPECIFIED'),
                            (3, 'vpn', 'UDP', NULL, 'ip_forward', 'XFRM_POLICY'),
                            (4, 'gw', 'UDP', NULL, 'ip_forward', 'XFRM_POLICY'),
                            (5, 'vpn', 'UDP', NULL, 'dst_discard_out', 'NOT_SPECIFIED'),
                            -- A route of a device that is gone.
                            (6, 'plain', 'UDP', NULL, 'dst_discard_out', 'NOT_SPECIFIED')
                        ) AS t (packet, netns, protocol, spi, place, reason);
                        """
                                + counted(
                                        "{'vpn': {'XfrmInNoStates': 1, 'XfrmOutNoStates': 4},"
                                                + " 'gw': {'XfrmInPolBlock': 2, 'XfrmOutNoStates': 3}}")));
    }

    /** Device eth0 has a carrier; NULL stands for a kernel without drop reasons. */
    @Test
    void saysWhichDeviceCannotSend() {
        assertEquals(
                List.of(
                        "error,certain,Device gone0 of namespace gw has no carrier: it drops UDP"
                                + " 10.0.0.1 > 10.0.0.2:53,2,1",
                        "error,certain,Device off0 of namespace gw is down: it drops UDP 10.0.0.1 >"
                                + " 10.0.0.2:53,1,1",
                        "error,certain,Device tun0 of namespace gw is a tun or tap device that no"
                                + " program has open: it drops UDP 10.0.0.1 > 10.0.0.2:53,1,1",
                        "error,certain,Tun or tap device tun1 of namespace gw drops UDP 10.0.0.1 >"
                                + " 10.0.0.2:53: its program reads too slowly or not at all, and the"
                                + " ring is full (FULL_RING),1,1",
                        "error,certain,Tun or tap device tun1 of namespace gw drops UDP 10.0.0.1 >"
                                + " 10.0.0.2:53: no program is attached to the queue (DEV_READY),1,1",
                        "error,likely,Tun or tap device tun1 of namespace gw drops UDP 10.0.0.1 >"
                                + " 10.0.0.2:53: no program reads it, or not fast enough,1,1"),
                found(
                        "(no-carrier|tun-queue)",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(packet) AS ts, 0 AS cpu, 'tracepoint' AS kind, packet,
                            0 AS seq, 'kfree_skb' AS function, 'gw' AS netns_name, ifname,
                            'UDP' AS protocol, '10.0.0.1' AS saddr, '10.0.0.2' AS daddr, 53 AS dport,
                            reason AS drop_reason, place || '+0x1' AS drop_location
                        FROM (VALUES
                            (1, 'gone0', '__dev_queue_xmit', 'QDISC_DROP'),
                            (2, 'gone0', 'kfree_skb_list', NULL),
                            (3, 'off0', '__dev_queue_xmit', 'QDISC_DROP_GENERIC'),
                            (4, 'tun0', '__dev_queue_xmit', 'QDISC_DROP'),
                            (5, 'tun1', 'tun_net_xmit', 'FULL_RING'),
                            (6, 'tun1', 'tun_net_xmit', 'DEV_READY'),
                            (7, 'tun1', 'tun_net_xmit', NULL),
                            -- A full queue of a device that sends, a filter of a tun device.
                            (8, 'eth0', '__dev_queue_xmit', 'QDISC_DROP'),
                            (9, 'gone0', '__dev_queue_xmit', 'QDISC_OVERLIMIT'),
                            (10, 'tun1', 'tun_net_xmit', 'TAP_FILTER')
                        ) AS t (packet, ifname, place, reason);
                        """
                                + interfaces(
                                        """
                                        {'ifname': 'eth0', 'flags': ['UP', 'LOWER_UP']},
                                        {'ifname': 'gone0', 'flags': ['NO-CARRIER', 'UP']},
                                        {'ifname': 'off0', 'flags': ['BROADCAST']},
                                        {'ifname': 'tun0', 'flags': ['NO-CARRIER', 'UP'],
                                         'linkinfo': {'info_kind': 'tun'}}
                                        """)));
    }

    /** Ports p1 and p3 are forwarding, p2 is blocked, p4 is learning; p9 is not in the snapshot. */
    @Test
    void saysWhichBridgePortRefusesFrames() {
        assertEquals(
                List.of(
                        "error,certain,Bridge port p1 of namespace gw does not send UDP 10.0.0.1 >"
                                + " 10.0.0.3: it came in by that port, and hairpin is off,1,1",
                        "error,certain,Bridge port p2 of namespace gw does not send UDP 10.0.0.1 >"
                                + " 10.0.0.2: its STP state is blocking,1,1",
                        "error,certain,Bridge port p2 of namespace gw does not take UDP 10.0.0.1 >"
                                + " 10.0.0.5: its STP state is blocking,1,1",
                        "error,certain,Bridge port p4 of namespace gw does not take UDP 10.0.0.1 >"
                                + " 10.0.0.9 (and 1 more flow): its STP state is learning,2,2",
                        "error,certain,Bridge port p9 of namespace gw does not take UDP 10.0.0.1 >"
                                + " 10.0.0.10: its STP state is learning,1,1",
                        "error,certain,Bridge port p9 of namespace gw does not take UDP 10.0.0.1 >"
                                + " 10.0.0.6: its STP state was not forwarding,1,1",
                        "error,likely,Bridge port p3 of namespace gw does not send UDP 10.0.0.1 >"
                                + " 10.0.0.4: its STP state, isolation or VLANs, or hairpin that is"
                                + " off,1,1"),
                found(
                        "bridge-port",
                        FRAMES
                                + interfaces(
                                        """
                                        {'ifname': 'p1', 'linkinfo': {'info_slave_data':
                                            {'state': 'forwarding', 'hairpin': false}}},
                                        {'ifname': 'p2', 'linkinfo': {'info_slave_data':
                                            {'state': 'blocking', 'hairpin': false}}},
                                        {'ifname': 'p3', 'linkinfo': {'info_slave_data':
                                            {'state': 'forwarding', 'hairpin': false}}},
                                        {'ifname': 'p4', 'linkinfo': {'info_slave_data':
                                            {'state': 'learning', 'hairpin': false}}}
                                        """)));
    }

    /** A snapshot of the interfaces of namespace gw, the same at start and end. */
    private static String interfaces(String items) {
        return """
                INSERT INTO metadata VALUES ('skbtrail.snapshot', '%s');
                """
                .formatted(
                        """
                        {'readings': [{'netns': 1, 'netns_name': 'gw', 'part': 'interfaces',
                            'moment': 'both', 'left_out': 0, 'items': [%s]}]}
                        """
                                .formatted(items)
                                .replace('\'', '"'));
    }

    /** A snapshot of the counters of namespaces: for each the names, with their growth. */
    private static String counted(String namespaces) {
        return """
                INSERT INTO metadata
                SELECT 'skbtrail.snapshot', to_json({'readings': list({
                    'netns': n, 'netns_name': name, 'part': 'counters', 'moment': moment,
                    'left_out': 0, 'items': CASE moment WHEN 'start' THEN [] ELSE items END})})
                FROM (
                    SELECT row_number() OVER () AS n, name, (
                        SELECT list({'name': c.key, 'value': c.value})
                        FROM json_each(counters) AS c) AS items
                    FROM (SELECT key AS name, value AS counters FROM json_each('%s'))
                ) AS t CROSS JOIN (VALUES ('start'), ('end')) AS m (moment);
                """
                .formatted(namespaces.replace('\'', '"'));
    }

    private List<String> found(String rules, String rows) {
        return Found.by(rules, SyntheticTrace.write(directory, "rows", rows));
    }
}
