package dev.skbtrail.analyzer.export.frame;

import dev.skbtrail.analyzer.export.Values;
import dev.skbtrail.analyzer.text.Addresses;
import java.util.regex.Pattern;

/** The header of an Ethernet frame (IEEE 802.3), with its VLAN tag (802.1Q). */
final class Ethernet {
    static final int IPV4 = 0x0800;
    static final int IPV6 = 0x86dd;
    static final int ARP = 0x0806;
    static final int LENGTH = 14;
    private static final int VLAN = 0x8100;
    private static final int PROVIDER_VLAN = 0x88a8;

    /** The kernel's name for an 802.3 frame, whose type field holds the length. */
    private static final int LENGTH_FIELD = 0x0004;

    private static final int LEAST_TYPE = 0x0600;
    private static final int UNKNOWN = -1;
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]{1,4}");

    private Ethernet() {}

    /** Writes the header; addresses not known yet, before neighbour resolution, are zero. */
    static void write(FrameBytes bytes, Values values) {
        address(bytes, values.text("dst_mac"));
        address(bytes, values.text("src_mac"));
        int type = type(values.text("ethertype"));
        boolean tagged = type == VLAN || type == PROVIDER_VLAN;
        if (tagged || values.has("vlan_id")) {
            bytes.u16(tagged ? type : VLAN);
            bytes.u16(values.number("vlan_id") & 0x0fff);
        }
        int inner = tagged || type == UNKNOWN ? typeOfAddress(values) : type;
        if (inner == LENGTH_FIELD) {
            bytes.u16(Math.max(0, Math.min(values.number("len") - LENGTH, LEAST_TYPE - 1)));
        } else if (inner == UNKNOWN) {
            bytes.end(2);
        } else {
            bytes.u16(inner);
        }
    }

    private static void address(FrameBytes bytes, String text) {
        byte[] address = Addresses.mac(text);
        bytes.put(address == null ? new byte[6] : address);
    }

    private static int typeOfAddress(Values values) {
        Ip ip = Ip.of(values);
        return ip == null ? UNKNOWN : ip.ethertype();
    }

    private static int type(String text) {
        return switch (text) {
            case "IPv4" -> IPV4;
            case "IPv6" -> IPV6;
            case "ARP" -> ARP;
            default ->
                    NUMBER.matcher(text).matches()
                            ? Integer.parseInt(text.substring(2), 16)
                            : UNKNOWN;
        };
    }
}
