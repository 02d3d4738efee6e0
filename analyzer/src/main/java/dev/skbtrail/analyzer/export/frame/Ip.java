package dev.skbtrail.analyzer.export.frame;

import dev.skbtrail.analyzer.export.Values;
import dev.skbtrail.analyzer.text.Addresses;

/** The IP header of a packet. Options of IPv4 are in no column, so there are none. */
interface Ip {
    /**
     * The outermost header, by the family of its addresses.
     *
     * @return null if addresses are missing or belong to two families
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
     * The header in a tunnel, of which no more is known than addresses and protocol.
     *
     * @param length of the packet in the tunnel
     * @return null where its addresses are not known
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

    /** Bytes of the packet from this header on. */
    long length();

    /** Of these, bytes of the header and what extends it. */
    int headerLength();

    /** Writes it; ends the frame where what follows cannot be a transport header. */
    void write(FrameBytes bytes);
}
