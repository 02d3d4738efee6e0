package dev.skbtrail.analyzer.export.frame;

import dev.skbtrail.analyzer.export.Values;
import dev.skbtrail.analyzer.text.Addresses;

/** The IP header of a packet. No column holds IPv4 options, so none are written. */
interface Ip {
    /**
     * The outermost IP header; its version follows from the addresses.
     *
     * @return null if addresses are missing or their versions differ
     */
    static Ip of(Values values) {
        if (Arp.is(values)) {
            return null;
        }
        byte[] source = Addresses.ip(values.text("saddr"));
        byte[] destination = Addresses.ip(values.text("daddr"));
        return pair(source, destination)
                ? source.length == 4
                        ? Ipv4.of(values, source, destination)
                        : Ipv6.of(values, source, destination)
                : null;
    }

    /**
     * The IP header inside a tunnel; only its addresses and protocol are known.
     *
     * @param length of the packet in the tunnel
     * @return null if its addresses are not known
     */
    static Ip inner(Values values, long length) {
        byte[] source = Addresses.ip(values.text("inner_saddr"));
        byte[] destination = Addresses.ip(values.text("inner_daddr"));
        int protocol = Protocols.of(values.text("inner_protocol"));
        return pair(source, destination)
                ? source.length == 4
                        ? Ipv4.inner(protocol, source, destination, length)
                        : Ipv6.inner(protocol, source, destination, length)
                : null;
    }

    private static boolean pair(byte[] source, byte[] destination) {
        return source != null && destination != null && source.length == destination.length;
    }

    int ethertype();

    int protocol();

    /** Length of the packet, starting with this header. */
    long length();

    /** Length of this header, including options and extension headers. */
    int headerLength();

    /** Writes the header; ends the frame if it is not followed by a transport header. */
    void write(FrameBytes bytes);
}
