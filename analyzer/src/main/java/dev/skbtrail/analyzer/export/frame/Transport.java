package dev.skbtrail.analyzer.export.frame;

import dev.skbtrail.analyzer.export.Values;

/** The header after the IP header. */
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

    /** Writes the ports; ends the frame if they are not known. */
    static void ports(FrameBytes bytes, Values values) {
        if (!values.has("sport") || !values.has("dport")) {
            bytes.end(SHORT_HEADER);
        }
        bytes.u16(values.number("sport"));
        bytes.u16(values.number("dport"));
    }

    /**
     * ICMP (RFC 792) and ICMPv6 (RFC 4443). The bytes after the checksum are known only for echo.
     * Without them Wireshark does not show the type of an ICMP message, so they are written as zero
     * there.
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

    /** ESP (RFC 4303); no column holds its sequence number. */
    private static void esp(FrameBytes bytes, Values values) {
        if (!values.has("esp_spi")) {
            bytes.end(SHORT_HEADER);
        }
        bytes.u32(values.number("esp_spi"));
        bytes.end(4);
    }
}
