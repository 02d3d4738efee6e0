package dev.skbtrail.recorder.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * How the trace shows raw values. Called once per distinct value, so clarity comes before speed.
 */
final class EventText {
    static final int KIND_LOSS = 7;

    /** By {@code enum event_kind}; the last one is added by the recorder. */
    private static final String[] KINDS = {
        "", "entry", "return", "tracepoint", "netfilter", "tc", "lineage", "loss"
    };

    /** By {@code enum lineage_kind}. */
    private static final String[] LINEAGES = {
        "", "clone", "copy", "segment", "fragment", "reassemble", "coalesce", "rebuild"
    };

    /** PACKET_* of include/uapi/linux/if_packet.h. */
    private static final String[] PACKET_TYPES = {
        "host", "broadcast", "multicast", "otherhost", "outgoing", "loopback", "user", "kernel"
    };

    /** RFC 9293, from the lowest bit. */
    private static final String[] TCP_FLAGS = {
        "FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"
    };

    private static final long MAPPED_IPV4 = 0xffffL;

    private EventText() {}

    static String kind(long high, long code) {
        return at(KINDS, code);
    }

    static String lineage(long high, long code) {
        return at(LINEAGES, code);
    }

    static String packetType(long high, long code) {
        return at(PACKET_TYPES, code);
    }

    /** IANA protocol numbers, the usual ones. */
    static String protocol(long high, long number) {
        return switch ((int) number) {
            case 1 -> "ICMP";
            case 2 -> "IGMP";
            case 4 -> "IPIP";
            case 6 -> "TCP";
            case 17 -> "UDP";
            case 41 -> "IPv6";
            case 47 -> "GRE";
            case 50 -> "ESP";
            case 51 -> "AH";
            case 58 -> "ICMPv6";
            case 59 -> "none";
            case 89 -> "OSPF";
            case 103 -> "PIM";
            case 112 -> "VRRP";
            case 115 -> "L2TP";
            case 132 -> "SCTP";
            case 136 -> "UDPLite";
            default -> Long.toString(number);
        };
    }

    static String ethertype(long high, long number) {
        return switch ((int) number) {
            case 0x0800 -> "IPv4";
            case 0x86dd -> "IPv6";
            case 0x0806 -> "ARP";
            default -> String.format(Locale.ROOT, "0x%04x", number);
        };
    }

    static String tcpFlags(long high, long bits) {
        return flags(TCP_FLAGS, bits);
    }

    /** Names of set bits, joined by |. */
    static String flags(String[] names, long bits) {
        StringJoiner text = new StringJoiner("|");
        for (int i = 0; i < Integer.SIZE; i++) {
            if ((bits >>> i & 1) != 0) {
                text.add(i < names.length && names[i] != null ? names[i] : "bit" + i);
            }
        }
        return text.toString();
    }

    static String lossCause(long high, long code) {
        return LossCause.values()[(int) code].text();
    }

    static String mac(long high, long address) {
        return String.format(
                Locale.ROOT,
                "%02x:%02x:%02x:%02x:%02x:%02x",
                address >>> 40 & 0xff,
                address >>> 32 & 0xff,
                address >>> 24 & 0xff,
                address >>> 16 & 0xff,
                address >>> 8 & 0xff,
                address & 0xff);
    }

    /** IPv4 in dotted form, IPv6 according to RFC 5952. */
    static String address(long high, long low) {
        if (high == 0 && low >>> Integer.SIZE == MAPPED_IPV4) {
            return String.format(
                    Locale.ROOT,
                    "%d.%d.%d.%d",
                    low >>> 24 & 0xff,
                    low >>> 16 & 0xff,
                    low >>> 8 & 0xff,
                    low & 0xff);
        }
        return Ipv6Text.of(high, low);
    }

    /** A name of at most 16 bytes, padded with zeros. */
    static String name(long high, long low) {
        byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    static String at(String[] names, long code) {
        return code >= 0 && code < names.length ? names[(int) code] : Long.toString(code);
    }
}
