package dev.skbtrail.analyzer.export.frame;

import dev.skbtrail.analyzer.export.Values;

/** The header behind that of IP. */
final class Transport {
    private static final int SHORT_HEADER = 8;

    private Transport() {}

    static void write(FrameBytes bytes, Values values, Ip ip) {
        switch (ip.protocol()) {
            case Protocols.TCP -> Tcp.write(bytes, values, ip);
            case Protocols.UDP -> {
                Udp.write(bytes, values, ip);
                Tunnel.inUdp(bytes, values, ip);
            }
            case Protocols.ICMP, Protocols.ICMPV6 -> icmp(bytes, values, ip.protocol());
            case Protocols.SCTP, Protocols.UDPLITE -> {
                ports(bytes, values);
                bytes.end(4);
            }
            case Protocols.GRE -> Tunnel.inGre(bytes, values, ip);
            case Protocols.IPIP, Protocols.IPV6 -> Tunnel.inIp(bytes, values, ip);
            case Protocols.ESP -> esp(bytes, values);
            default -> bytes.end(0);
        }
        bytes.end(0);
    }

    /** Ends the frame where ports are not known. */
    static void ports(FrameBytes bytes, Values values) {
        if (!values.has("sport") || !values.has("dport")) {
            bytes.end(SHORT_HEADER);
        }
        bytes.u16(values.number("sport"));
        bytes.u16(values.number("dport"));
    }

    /**
     * RFC 792 and 4443. What is behind the checksum is known of an echo alone. Wireshark shows no
     * type of ICMP without it, so it is zero there.
     */
    private static void icmp(FrameBytes bytes, Values values, int protocol) {
        if (!values.has("icmp_type")) {
            bytes.end(SHORT_HEADER);
        }
        bytes.u8(values.number("icmp_type"));
        bytes.u8(values.number("icmp_code"));
        bytes.u16(0);
        if (protocol == Protocols.ICMPV6 && !values.has("icmp_id")) {
            bytes.end(4);
        }
        bytes.u16(values.number("icmp_id"));
        bytes.u16(values.number("icmp_seq"));
    }

    /** RFC 4303; its sequence number is in no column. */
    private static void esp(FrameBytes bytes, Values values) {
        if (!values.has("esp_spi")) {
            bytes.end(SHORT_HEADER);
        }
        bytes.u32(values.number("esp_spi"));
        bytes.end(4);
    }
}
