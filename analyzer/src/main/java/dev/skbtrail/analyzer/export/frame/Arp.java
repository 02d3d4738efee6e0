package dev.skbtrail.analyzer.export.frame;

import dev.skbtrail.analyzer.export.Values;
import dev.skbtrail.analyzer.text.Addresses;

/**
 * ARP for IPv4 over Ethernet (RFC 826). No column holds its hardware addresses: the sender's is
 * taken from the frame, and the target's is zero except in a reply.
 */
final class Arp {
    private static final int LENGTH = 28;
    private static final int REQUEST = 1;
    private static final int REPLY = 2;

    private Arp() {}

    static boolean is(Values values) {
        return values.text("ethertype").equals("ARP");
    }

    /**
     * @param ethernet whether the capture has link-layer headers; without one it cannot contain ARP
     */
    static void write(FrameBytes bytes, Values values, boolean ethernet) {
        byte[] sender = Addresses.ip(values.text("saddr"));
        byte[] target = Addresses.ip(values.text("daddr"));
        if (!ethernet || sender == null || target == null || sender.length + target.length != 8) {
            bytes.end(LENGTH);
            return;
        }
        int operation = operation(values.text("arp_op"));
        bytes.u16(1);
        bytes.u16(Ethernet.IPV4);
        bytes.u8(6);
        bytes.u8(4);
        bytes.u16(operation);
        hardware(bytes, values.text("src_mac"));
        bytes.put(sender);
        hardware(bytes, operation == REPLY ? values.text("dst_mac") : "");
        bytes.put(target);
    }

    private static void hardware(FrameBytes bytes, String text) {
        byte[] address = Addresses.mac(text);
        bytes.put(address == null ? new byte[6] : address);
    }

    private static int operation(String text) {
        return switch (text) {
            case "request" -> REQUEST;
            case "reply" -> REPLY;
            default -> Protocols.number(text);
        };
    }
}
