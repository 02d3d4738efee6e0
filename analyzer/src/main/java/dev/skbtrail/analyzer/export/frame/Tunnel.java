package dev.skbtrail.analyzer.export.frame;

import dev.skbtrail.analyzer.export.Values;

/**
 * Tunnel headers and what is known of the inner packet: addresses, protocol and ports. The other
 * fields of the inner headers are zero: MAC addresses, TTL, identification.
 */
final class Tunnel {
    private static final int VXLAN_HAS_VNI = 0x08;
    private static final int GENEVE_ETHERNET = 0x6558;
    private static final int HEADER = 8;
    private static final int GRE_HAS_KEY = 0x2000;

    private Tunnel() {}

    /** Whether UDP is followed by a tunnel header. */
    static boolean isInUdp(Values values) {
        String type = values.text("tunnel_type");
        return type.equals("vxlan") || type.equals("geneve");
    }

    /** VXLAN (RFC 7348) and Geneve (RFC 8926), the latter without options. */
    static void inUdp(FrameBytes bytes, Values values, Ip outer) {
        String type = values.text("tunnel_type");
        if (type.equals("vxlan")) {
            bytes.u32((long) VXLAN_HAS_VNI << 24);
        } else if (type.equals("geneve")) {
            bytes.u32(GENEVE_ETHERNET);
        } else {
            return;
        }
        bytes.u32(values.number("tunnel_id") << 8);
        long length = outer.length() - outer.headerLength() - Udp.HEADER - HEADER - Ethernet.LENGTH;
        Ip inner = Ip.inner(values, length);
        if (inner == null) {
            bytes.end(Ethernet.LENGTH);
            return;
        }
        bytes.zeros(Ethernet.LENGTH - 2);
        bytes.u16(inner.ethertype());
        packet(bytes, values, inner);
    }

    /** GRE (RFC 2784 and 2890), with the key if it is known. */
    static void inGre(FrameBytes bytes, Values values, Ip outer) {
        boolean key = values.has("gre_key");
        int header = key ? 8 : 4;
        Ip inner = Ip.inner(values, outer.length() - outer.headerLength() - header);
        if (inner == null) {
            bytes.end(header);
            return;
        }
        bytes.u16(key ? GRE_HAS_KEY : 0);
        bytes.u16(inner.ethertype());
        if (key) {
            bytes.u32(values.number("gre_key"));
        }
        packet(bytes, values, inner);
    }

    /** IP in IP (RFC 2003, 2473 and 4213). */
    static void inIp(FrameBytes bytes, Values values, Ip outer) {
        Ip inner = Ip.inner(values, outer.length() - outer.headerLength());
        int version = outer.protocol() == Protocols.IPIP ? Ethernet.IPV4 : Ethernet.IPV6;
        if (inner == null || inner.ethertype() != version) {
            bytes.end(0);
            return;
        }
        packet(bytes, values, inner);
    }

    private static void packet(FrameBytes bytes, Values values, Ip ip) {
        ip.write(bytes);
        if (!values.has("inner_sport") || !values.has("inner_dport")) {
            bytes.end(HEADER);
            return;
        }
        bytes.u16(values.number("inner_sport"));
        bytes.u16(values.number("inner_dport"));
        if (ip.protocol() == Protocols.UDP) {
            Udp.inner(bytes, ip);
        } else {
            bytes.end(HEADER - 4);
        }
    }
}
