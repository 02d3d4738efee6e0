package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Compares the packets that {@code lab/tunnels} sent with the contents of each packet in the trace.
 */
final class Tunnels {
    private final Trace trace;
    private final String events;

    /**
     * @param trace closed by the caller
     * @param events name of the view with the trace's events
     * @param directory contains the kernel's counters
     */
    Tunnels(Trace trace, String events, Path directory) throws SQLException {
        this.trace = trace;
        this.events = events;
        Counters.ofNftables(trace, "arrived", List.of(directory.resolve("tunnels.json")));
        trace.run(
                "CREATE OR REPLACE VIEW xfrm AS FROM read_csv('%s', header = false,"
                                .formatted(directory.resolve("tunnels-xfrm.csv"))
                        + " columns = {counter: 'VARCHAR', value: 'BIGINT'})");
    }

    void assertAll() throws SQLException {
        assertInsideAndOutside();
        assertArrivals();
        assertOnePacketFromEndToEnd();
        assertIpsec();
    }

    private void assertInsideAndOutside() throws SQLException {
        assertEquals(
                List.of(
                        "geneve 4242 192.0.2.1 192.0.2.2 10.1.0.1 10.1.0.2 UDP 7000 null null 2",
                        "gre 77 192.0.2.1 192.0.2.2 10.2.0.1 10.2.0.2 UDP 7000 77 null 3",
                        "gre 78 192.0.2.1 192.0.2.2 10.3.0.1 10.3.0.2 UDP 7000 78 null 4",
                        "ip6tnl null 2001:db8::1 2001:db8::2 fd00:6::1 fd00:6::2 UDP 7000 null"
                                + " destination 7",
                        "ip6tnl null 2001:db8::11 2001:db8::12 10.7.0.1 10.7.0.2 UDP 7000 null"
                                + " destination 8",
                        "ipip null 192.0.2.1 192.0.2.2 10.4.0.1 10.4.0.2 UDP 7000 null null 5",
                        "sit null 192.0.2.1 192.0.2.2 fd00:5::1 fd00:5::2 UDP 7000 null null 6"),
                trace.rows(
                        """
                        SELECT tunnel_type, tunnel_id, saddr, daddr, inner_saddr, inner_daddr,
                               inner_protocol, inner_dport, gre_key, ipv6_ext, count(*)
                        FROM %s WHERE function IN ('ip_rcv', 'ipv6_rcv')
                          AND netns_name = 'tunnels-right' AND inner_dport = 7000
                        GROUP BY ALL ORDER BY ALL
                        """
                                .formatted(events)));
    }

    /** By device, as the firewall counted them. */
    private void assertArrivals() throws SQLException {
        assertEquals(
                trace.rows("SELECT name, packets FROM arrived WHERE name <> 'right0' ORDER BY ALL"),
                trace.rows(
                        """
                        SELECT ifname, count(*) FROM %s
                        WHERE function IN ('udp_queue_rcv_one_skb', 'udpv6_queue_rcv_one_skb')
                          AND netns_name = 'tunnels-right' AND dport = 7000 AND ifname <> 'right0'
                        GROUP BY ALL ORDER BY ALL
                        """
                                .formatted(events)));
    }

    /**
     * It is one packet before it enters the tunnel, inside, and after it leaves. WireGuard's own
     * packets carry nothing else; the contents of WireGuard packets are not visible.
     */
    private void assertOnePacketFromEndToEnd() throws SQLException {
        assertEquals(
                List.of(
                        "four1 ip6tnl 8",
                        "frames1 gre 4",
                        "geneve1 geneve 2",
                        "guard1 wireguard 9",
                        "ipip1 ipip 5",
                        "keyed1 gre 3",
                        "sit1 sit 6",
                        "six1 ip6tnl 7"),
                trace.rows(
                        """
                        WITH lives AS (
                            SELECT any_value(ifname) FILTER (function = 'dev_hard_start_xmit'
                                       AND netns_name = 'tunnels-left' AND ifname LIKE '%%1') AS way,
                                   any_value(tunnel_type) FILTER (function = 'dev_hard_start_xmit'
                                       AND ifname = 'left0') AS type,
                                   any_value(ifname) FILTER (
                                       function IN ('udp_queue_rcv_one_skb',
                                           'udpv6_queue_rcv_one_skb')
                                       AND netns_name = 'tunnels-right' AND dport = 7000) AS out
                            FROM %s GROUP BY packet)
                        SELECT way, type, count(*) FROM lives WHERE way = out
                        GROUP BY ALL ORDER BY ALL
                        """
                                .formatted(events)));
    }

    private void assertIpsec() throws SQLException {
        // There is nothing yet behind a header that is being built.
        assertEquals(
                List.of("12 0"),
                trace.rows(
                        """
                        SELECT count(*), count(dport) FROM %s
                        WHERE function = 'esp_output' AND kind = 'entry'
                        """
                                .formatted(events)));
        assertEquals(
                List.of(
                        "192.0.2.11 192.0.2.12 4097 3 esp_input xfrm_input",
                        "192.0.2.21 192.0.2.22 8193 4 esp_input xfrm_input",
                        "192.0.2.31 192.0.2.32 12289 5 xfrm_input"),
                trace.rows(
                        """
                        SELECT saddr, daddr, esp_spi, count(DISTINCT packet),
                               string_agg(DISTINCT function, ' ' ORDER BY function)
                        FROM %s WHERE function IN ('xfrm_input', 'esp_input') GROUP BY ALL
                        ORDER BY ALL
                        """
                                .formatted(events)));
        assertEquals(
                trace.rows(
                        """
                        SELECT counter, value FROM xfrm
                        WHERE counter IN ('XfrmInNoStates', 'XfrmInPolBlock') ORDER BY ALL
                        """),
                trace.rows(
                        """
                        SELECT CASE WHEN drop_location LIKE 'xfrm_input+%%' AND esp_spi = 12289
                                    THEN 'XfrmInNoStates' ELSE 'XfrmInPolBlock' END AS counter,
                               count(*)
                        FROM %s WHERE netns_name = 'tunnels-right' AND drop_reason IS NOT NULL
                          AND (protocol = 'ESP' OR daddr = '192.0.2.42')
                        GROUP BY ALL ORDER BY ALL
                        """
                                .formatted(events)));
    }
}
