package dev.skbtrail.analyzer.export.frame;

import dev.skbtrail.analyzer.export.Values;

/**
 * An IPv4 header (RFC 791). The trace does not tell whether a fragment other than the first is the
 * last one; it is written as the last.
 *
 * @param fragment offset in bytes; negative if the packet is not a fragment
 */
record Ipv4(
        long tos,
        long length,
        long id,
        long fragment,
        long ttl,
        int protocol,
        byte[] source,
        byte[] destination)
        implements Ip {
    private static final int HEADER = 20;
    private static final int LONGEST = 0xffff;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_UNIT = 8;

    static Ipv4 of(Values values, byte[] source, byte[] destination) {
        // 0 until the kernel has filled it in, and in packets larger than 64 kB.
        long said = values.number("ip_len");
        return new Ipv4(
                values.number("tos"),
                Math.max(said > 0 ? said : values.number("len"), HEADER),
                values.number("ip_id"),
                values.number("frag_off", -1),
                values.number("ttl"),
                Protocols.of(values.text("protocol")),
                source,
                destination);
    }

    static Ipv4 inner(int protocol, byte[] source, byte[] destination, long length) {
        return new Ipv4(0, Math.max(length, HEADER), 0, -1, 0, protocol, source, destination);
    }

    @Override
    public int ethertype() {
        return Ethernet.IPV4;
    }

    @Override
    public int headerLength() {
        return HEADER;
    }

    @Override
    public void write(FrameBytes bytes) {
        bytes.u8(0x45);
        bytes.u8(tos);
        bytes.u16(length > LONGEST ? 0 : length);
        bytes.u16(id);
        bytes.u16(
                fragment < 0
                        ? 0
                        : fragment == 0 ? MORE_FRAGMENTS : fragment / FRAGMENT_UNIT & 0x1fff);
        bytes.u8(ttl);
        bytes.u8(protocol);
        bytes.u16(0);
        bytes.put(source);
        bytes.put(destination);
        if (fragment > 0) {
            bytes.end(0);
        }
    }
}
