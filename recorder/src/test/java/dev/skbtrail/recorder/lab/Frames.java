package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Compares the frames that {@code lab/frames} sent with the trace. */
final class Frames {
    private static final String ARRIVED =
            """
            CREATE OR REPLACE VIEW frames AS FROM %s
            WHERE function = 'netif_receive_skb' AND netns_name = 'frames-right'
              AND ifname = 'right0'
            """;

    private final Trace trace;
    private final String events;

    /**
     * @param trace closed by the caller
     * @param events name of the view with the trace's events
     * @param directory contains the counters of the firewall
     */
    Frames(Trace trace, String events, Path directory) throws SQLException {
        this.trace = trace;
        this.events = events;
        Counters.ofNftables(trace, "frames_counted", List.of(directory.resolve("frames.json")));
        trace.run(ARRIVED.formatted(events));
    }

    void assertAll() throws SQLException {
        assertCounted();
        assertFramesWithoutIp();
        assertBehindOtherHeaders();
        assertVlans();
        assertIpv6();
    }

    private void assertCounted() throws SQLException {
        assertEquals(
                trace.rows(
                        "SELECT name, packets FROM frames_counted WHERE family = 'netdev'"
                                + " ORDER BY ALL"),
                trace.rows(
                        """
                        SELECT CASE WHEN ethertype = '0x88cc' THEN 'lldp'
                                    WHEN ethertype = '0x888e' THEN 'eapol'
                                    WHEN ethertype = '0x8864' THEN 'pppoe'
                                    WHEN ethertype = '0x8847' THEN 'mpls'
                                    WHEN ethertype = 'IPv4' AND saddr IS NULL THEN 'broken'
                                    WHEN ipv6_ext LIKE 'hop%' THEN 'options'
                                    WHEN ipv6_ext LIKE 'routing%' THEN 'routing'
                                    WHEN icmp_type = 128 THEN 'echo6' END AS name, count(*)
                        FROM frames WHERE name IS NOT NULL GROUP BY ALL ORDER BY ALL
                        """));
        assertEquals(
                trace.rows(
                        "SELECT name, packets FROM frames_counted WHERE family = 'inet' ORDER BY ALL"),
                trace.rows(
                        """
                        SELECT ifname, count(*) FROM %s
                        WHERE function = 'ip_rcv' AND ifname IN ('tagged', 'inner')
                          AND dport = 7100 GROUP BY ALL ORDER BY ALL
                        """
                                .formatted(events)));
    }

    /** The last one is a spanning tree frame: it has a length where others have their type. */
    private void assertFramesWithoutIp() throws SQLException {
        assertEquals(
                List.of(
                        "0x0004 02:00:00:00:02:01 01:80:c2:00:00:00 null null 3",
                        "0x888e 02:00:00:00:02:01 01:80:c2:00:00:03 null null 3",
                        "0x88cc 02:00:00:00:02:01 01:80:c2:00:00:0e null null 3"),
                trace.rows(
                        """
                        SELECT ethertype, src_mac, dst_mac, saddr, protocol, count(*) FROM frames
                        WHERE ethertype IN ('0x0004', '0x888e', '0x88cc')
                        GROUP BY ALL ORDER BY ALL
                        """));
        assertEquals(
                List.of("IPv4 2"),
                trace.rows(
                        """
                        SELECT ethertype, count(*) FROM %s
                        WHERE drop_reason = 'IP_INHDR' AND netns_name = 'frames-right' GROUP BY ALL
                        """
                                .formatted(events)));
    }

    private void assertBehindOtherHeaders() throws SQLException {
        assertEquals(
                List.of(
                        "0x8847 4 192.0.2.1 192.0.2.2 UDP 7100 36 8 3",
                        "0x8864 4 192.0.2.1 192.0.2.2 UDP 7100 36 8 3"),
                trace.rows(
                        """
                        SELECT ethertype, ip_version, saddr, daddr, protocol, dport, ip_len,
                               payload_len, count(*) FROM frames
                        WHERE ethertype IN ('0x8847', '0x8864') GROUP BY ALL ORDER BY ALL
                        """));
    }

    /** A VLAN tag in the skb's metadata and one in the packet; of two tags the outer one. */
    private void assertVlans() throws SQLException {
        assertEquals(
                List.of(
                        "0x8100 5 10.5.0.1 10.5.0.2 3",
                        "0x8100 100 10.7.0.1 10.7.0.2 3",
                        "0x88a8 100 10.7.0.1 10.7.0.2 3",
                        "IPv4 5 10.5.0.1 10.5.0.2 3"),
                trace.rows(
                        """
                        SELECT ethertype, vlan_id, saddr, daddr, count(*) FROM frames
                        WHERE vlan_id IS NOT NULL AND dport = 7100
                        GROUP BY ALL ORDER BY ALL
                        """));
    }

    private void assertIpv6() throws SQLException {
        assertEquals(
                List.of("hop-by-hop|destination UDP 7100 72 8 2", "routing|AH UDP 7100 88 8 2"),
                trace.rows(
                        """
                        SELECT ipv6_ext, protocol, dport, ip_len, payload_len, count(*) FROM frames
                        WHERE ipv6_ext IS NOT NULL GROUP BY ALL ORDER BY ALL
                        """));
        assertEquals(
                List.of("128 4711 1", "128 4711 2", "128 4711 3"),
                trace.rows(
                        """
                        SELECT icmp_type, icmp_id, icmp_seq FROM %s
                        WHERE function = 'icmpv6_rcv' AND netns_name = 'frames-right'
                          AND icmp_type IN (128, 129) ORDER BY icmp_seq
                        """
                                .formatted(events)));
    }
}
