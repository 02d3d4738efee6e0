package dev.skbtrail.analyzer.export.frame;

import dev.skbtrail.analyzer.export.Values;

/** A UDP header (RFC 768). */
final class Udp {
    static final int HEADER = 8;

    private Udp() {}

    static void write(FrameBytes bytes, Values values, Ip ip) {
        Transport.ports(bytes, values);
        long payload = ip.length() - ip.headerLength() - HEADER;
        bytes.u16(Math.max(0, values.number("payload_len", payload)) + HEADER);
        if (ip.ethertype() == Ethernet.IPV6 && !Tunnel.isInUdp(values)) {
            // In IPv6 a zero checksum is an error, except in tunnels (RFC 8200, section 8.1).
            bytes.end(2);
        }
        bytes.u16(0);
    }

    /** The bytes after the ports, inside a tunnel. */
    static void inner(FrameBytes bytes, Ip ip) {
        bytes.u16(Math.max(HEADER, ip.length() - ip.headerLength()));
        if (ip.ethertype() == Ethernet.IPV6) {
            bytes.end(2);
        }
        bytes.u16(0);
    }
}
