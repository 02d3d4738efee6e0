package dev.skbtrail.analyzer.export.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Frames compared with bytes written by hand, header by header as in the RFCs. */
class FrameTest {
    private static final String MACS = "020000000101 020000000102 ";
    private static final String V4 = "c0000202 c6336402 ";
    private static final String V6 =
            "20010db8000100000000000000000002 20010db8000200000000000000000002 ";

    @Test
    void writesUdpOverIpv4OverEthernet() {
        Map<String, Object> row = udp();
        assertFrame(
                MACS + "0800 " + "45 00 0027 04d7 0000 40 11 0000 " + V4 + "e5b5 1f91 0013 0000",
                53,
                row,
                true);
    }

    @Test
    void beginsWithIpWhereTheDeviceHasNoLinkLayer() {
        assertFrame(
                "45 00 0027 04d7 0000 40 11 0000 " + V4 + "e5b5 1f91 0013 0000", 39, udp(), false);
    }

    @Test
    void writesTheVlanTag() {
        Map<String, Object> row = udp();
        row.put("vlan_id", 100);
        assertFrame(
                MACS
                        + "8100 0064 0800 "
                        + "45 00 0027 04d7 0000 40 11 0000 "
                        + V4
                        + "e5b5 1f91 0013 0000",
                57,
                row,
                true);
    }

    /** For a VLAN tag inside the packet, the type field identifies the kind of tag. */
    @Test
    void takesTheTypeBehindATagFromTheAddresses() {
        Map<String, Object> row = udp();
        row.put("vlan_id", 100);
        row.put("ethertype", "0x88a8");
        assertFrame(
                MACS
                        + "88a8 0064 0800 "
                        + "45 00 0027 04d7 0000 40 11 0000 "
                        + V4
                        + "e5b5 1f91 0013 0000",
                57,
                row,
                true);
    }

    @Test
    void writesZeroForAddressesThatAreNotKnownYet() {
        Map<String, Object> row = udp();
        row.remove("src_mac");
        row.remove("dst_mac");
        assertFrame(
                "000000000000 000000000000 0800 "
                        + "45 00 0027 04d7 0000 40 11 0000 "
                        + V4
                        + "e5b5 1f91 0013 0000",
                53,
                row,
                true);
    }

    @Test
    void writesTcpWithItsOptionsLeftOut() {
        Map<String, Object> row = ipv4("TCP", 60);
        row.putAll(Map.of("sport", 47328, "dport", 8080, "payload_len", 0L));
        row.putAll(Map.of("tcp_flags", "SYN|ECE|CWR", "tcp_seq", 4294967295L, "tcp_ack", 0L));
        row.put("tcp_window", 64240);
        assertFrame(
                "45 00 003c 04d7 0000 40 06 0000 "
                        + V4
                        + "b8e0 1f90 ffffffff 00000000 a0 c2 faf0 0000 0000",
                60,
                row,
                false);
    }

    /** The restricted back-end may know only the ports. */
    @Test
    void endsBehindThePortsWhereNoMoreOfTcpIsKnown() {
        Map<String, Object> row = ipv4("TCP", 0);
        row.remove("len");
        row.putAll(Map.of("sport", 47328, "dport", 8080));
        assertFrame("45 00 0014 04d7 0000 40 06 0000 " + V4 + "b8e0 1f90", 40, row, false);
    }

    @Test
    void writesAnEchoWithItsIdentifier() {
        Map<String, Object> row = ipv4("ICMP", 84);
        row.putAll(Map.of("icmp_type", 8, "icmp_code", 0, "icmp_id", 7, "icmp_seq", 3));
        assertFrame(
                "45 00 0054 04d7 0000 40 01 0000 " + V4 + "08 00 0000 0007 0003", 84, row, false);
    }

    @Test
    void writesTheHeaderOfOtherIcmp() {
        Map<String, Object> row = ipv4("ICMP", 56);
        row.putAll(Map.of("icmp_type", 3, "icmp_code", 1));
        assertFrame(
                "45 00 0038 04d7 0000 40 01 0000 " + V4 + "03 01 0000 00000000", 56, row, false);
    }

    @Test
    void marksTheFirstFragment() {
        Map<String, Object> row = udp();
        row.put("ip_len", 1500);
        row.put("payload_len", 1472);
        row.put("frag_off", 0);
        assertFrame(
                "45 00 05dc 04d7 2000 40 11 0000 " + V4 + "e5b5 1f91 05c8 0000", 1500, row, false);
    }

    @Test
    void hasNoTransportHeaderInAFragmentBehind() {
        Map<String, Object> row = ipv4("UDP", 548);
        row.put("frag_off", 1480);
        assertFrame("45 00 0224 04d7 00b9 40 11 0000 " + V4, 548, row, false);
    }

    /** A packet before segmentation may be too long for the length field. */
    @Test
    void writesALengthOfZeroWhereItDoesNotFit() {
        Map<String, Object> row = ipv4("ESP", 0);
        row.put("len", 70_000);
        row.put("esp_spi", 0x12345678L);
        assertFrame("45 00 0000 04d7 0000 40 32 0000 " + V4 + "12345678", 70_000, row, false);
    }

    @Test
    void writesIpv6AndLeavesOutTheChecksumThatMustNotBeZero() {
        Map<String, Object> row = ipv6("UDP", 59);
        row.putAll(Map.of("sport", 58805, "dport", 8081, "payload_len", 11));
        assertFrame("62 e0 0000 0013 11 40 " + V6 + "e5b5 1f91 0013", 59, row, false);
    }

    @Test
    void writesOptionsHeadersOfIpv6AsPadding() {
        Map<String, Object> row = ipv6("ICMPv6", 76);
        row.putAll(Map.of("ipv6_ext", "hop-by-hop", "icmp_type", 143, "icmp_code", 0));
        assertFrame(
                "62 e0 0000 0024 00 40 " + V6 + "3a 00 01 04 00000000 8f 00 0000", 76, row, false);
    }

    @Test
    void writesTheFragmentHeaderOfIpv6() {
        Map<String, Object> row = ipv6("UDP", 1500);
        row.putAll(Map.of("ipv6_ext", "destination|fragment", "frag_off", 1448, "ip_id", 99));
        assertFrame(
                "62 e0 0000 05b4 3c 40 " + V6 + "2c 00 01 04 00000000 11 00 05a8 00000063",
                1500,
                row,
                false);
    }

    @Test
    void endsBeforeAHeaderThatCannotBeLeftOut() {
        Map<String, Object> row = ipv6("TCP", 100);
        row.putAll(Map.of("ipv6_ext", "AH", "sport", 1, "dport", 2));
        assertFrame("62 e0 0000 003c 33 40 " + V6, 100, row, false);
    }

    @Test
    void writesArp() {
        Map<String, Object> row = new HashMap<>();
        row.putAll(Map.of("ethertype", "ARP", "arp_op", "request", "src_mac", "02:00:00:00:01:02"));
        row.putAll(Map.of("dst_mac", "ff:ff:ff:ff:ff:ff", "saddr", "192.0.2.2"));
        row.put("daddr", "192.0.2.1");
        assertFrame(
                "ffffffffffff 020000000102 0806 0001 0800 06 04 0001"
                        + "020000000102 c0000202 000000000000 c0000201",
                42,
                row,
                true);
    }

    @Test
    void writesVxlanAndWhatIsKnownInside() {
        Map<String, Object> row = ipv4("UDP", 89);
        row.putAll(Map.of("sport", 53037, "dport", 4789, "payload_len", 61));
        row.putAll(Map.of("tunnel_type", "vxlan", "tunnel_id", 42L, "inner_protocol", "UDP"));
        row.putAll(Map.of("inner_saddr", "198.51.100.1", "inner_daddr", "198.51.100.2"));
        row.putAll(Map.of("inner_sport", 1024, "inner_dport", 53));
        assertFrame(
                "45 00 0059 04d7 0000 40 11 0000 "
                        + V4
                        + "cf2d 12b5 0045 0000 08 000000 00002a 00"
                        + "000000000000 000000000000 0800"
                        + "45 00 0027 0000 0000 00 11 0000 c6336401 c6336402 0400 0035 0013 0000",
                89,
                row,
                false);
    }

    @Test
    void writesAnIpPacketInGreWithItsKey() {
        Map<String, Object> row = ipv4("GRE", 88);
        row.putAll(Map.of("tunnel_type", "gre", "gre_key", 7L, "inner_protocol", "TCP"));
        row.putAll(Map.of("inner_saddr", "2001:db8::1", "inner_daddr", "2001:db8::2"));
        row.putAll(Map.of("inner_sport", 1024, "inner_dport", 80));
        assertFrame(
                "45 00 0058 04d7 0000 40 2f 0000 "
                        + V4
                        + "2000 86dd 00000007 60 00 0000 0014 06 00"
                        + "20010db8000000000000000000000001 20010db8000000000000000000000002"
                        + "0400 0050",
                88,
                row,
                false);
    }

    @Test
    void writesIpInIp() {
        Map<String, Object> row = ipv4("IPIP", 104);
        row.putAll(Map.of("tunnel_type", "ipip", "inner_protocol", "ICMP"));
        row.putAll(Map.of("inner_saddr", "10.0.0.1", "inner_daddr", "10.0.0.2"));
        assertFrame(
                "45 00 0068 04d7 0000 40 04 0000 "
                        + V4
                        + "45 00 0054 0000 0000 00 01 0000 0a000001 0a000002",
                104,
                row,
                false);
    }

    @Test
    void keepsTheTypeOfWhatIsNoIp() {
        Map<String, Object> row = new HashMap<>();
        row.putAll(Map.of("ethertype", "0x88cc", "src_mac", "02:00:00:00:01:02", "len", 60));
        row.putAll(Map.of("dst_mac", "01:80:c2:00:00:0e", "direction", "in"));
        assertFrame("0180c200000e 020000000102 88cc", 74, row, true);
    }

    private static Map<String, Object> udp() {
        Map<String, Object> row = ipv4("UDP", 39);
        row.putAll(Map.of("src_mac", "02:00:00:00:01:02", "dst_mac", "02:00:00:00:01:01"));
        row.putAll(Map.of("sport", 58805, "dport", 8081, "payload_len", 11L, "tos", 0));
        return row;
    }

    private static Map<String, Object> ipv4(String protocol, int length) {
        Map<String, Object> row = new HashMap<>();
        row.putAll(Map.of("ethertype", "IPv4", "saddr", "192.0.2.2", "daddr", "198.51.100.2"));
        row.putAll(Map.of("protocol", protocol, "ttl", 64, "ip_id", 1239L, "ip_len", length));
        return row;
    }

    private static Map<String, Object> ipv6(String protocol, int length) {
        Map<String, Object> row = new HashMap<>();
        row.putAll(Map.of("ethertype", "IPv6", "saddr", "2001:db8:1::2", "daddr", "2001:db8:2::2"));
        row.putAll(Map.of("protocol", protocol, "ttl", 64, "tos", 0x2e, "ip_len", length));
        return row;
    }

    private static void assertFrame(
            String bytes, long length, Map<String, Object> row, boolean ethernet) {
        Frame frame = Frame.of(row::get, ethernet);
        assertEquals(bytes.replace(" ", ""), HexFormat.of().formatHex(frame.bytes()));
        assertEquals(length, frame.length());
    }
}
