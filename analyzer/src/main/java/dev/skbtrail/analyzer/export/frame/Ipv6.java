package dev.skbtrail.analyzer.export.frame;

import dev.skbtrail.analyzer.export.Values;
import java.util.List;
import java.util.stream.Stream;

/**
 * An IPv6 header with its extension headers (RFC 8200). No column holds options or their length: an
 * options header is written as 8 bytes of padding. The frame ends after a header whose content
 * cannot be omitted (routing, AH).
 *
 * @param extensions as named in the column
 * @param fragment offset in bytes; negative if the packet is not a fragment
 */
record Ipv6(
        long trafficClass,
        long length,
        long id,
        long fragment,
        long hopLimit,
        List<String> extensions,
        int protocol,
        byte[] source,
        byte[] destination)
        implements Ip {
    private static final int HEADER = 40;
    private static final int EXTENSION = 8;
    private static final int LONGEST = 0xffff;

    /** The recorder parses no more than this. */
    private static final int MOST_EXTENSIONS = 8;

    static Ipv6 of(Values values, byte[] source, byte[] destination) {
        String names = values.text("ipv6_ext");
        // The payload length is 0 until the kernel has filled it in.
        long said = values.number("ip_len");
        return new Ipv6(
                values.number("tos"),
                Math.max(said > HEADER ? said : values.number("len"), HEADER),
                values.number("ip_id"),
                values.number("frag_off", -1),
                values.number("ttl"),
                names.isEmpty()
                        ? List.of()
                        : Stream.of(names.split("\\|", MOST_EXTENSIONS + 1))
                                .filter(name -> number(name) >= 0)
                                .limit(MOST_EXTENSIONS)
                                .toList(),
                Protocols.of(values.text("protocol")),
                source,
                destination);
    }

    static Ipv6 inner(int protocol, byte[] source, byte[] destination, long length) {
        return new Ipv6(
                0, Math.max(length, HEADER), 0, -1, 0, List.of(), protocol, source, destination);
    }

    private static int number(String extension) {
        return switch (extension) {
            case "hop-by-hop" -> 0;
            case "routing" -> 43;
            case "fragment" -> 44;
            case "AH" -> 51;
            case "destination" -> 60;
            default -> -1;
        };
    }

    @Override
    public int ethertype() {
        return Ethernet.IPV6;
    }

    @Override
    public int headerLength() {
        return HEADER + EXTENSION * extensions.size();
    }

    @Override
    public void write(FrameBytes bytes) {
        bytes.u32(6L << 28 | (trafficClass & 0xff) << 20);
        bytes.u16(length - HEADER > LONGEST ? 0 : length - HEADER);
        bytes.u8(next(0));
        bytes.u8(hopLimit);
        bytes.put(source);
        bytes.put(destination);
        for (int i = 0; i < extensions.size(); i++) {
            extension(bytes, extensions.get(i), next(i + 1));
        }
    }

    private int next(int extension) {
        return extension < extensions.size() ? number(extensions.get(extension)) : protocol;
    }

    private void extension(FrameBytes bytes, String name, int next) {
        if (name.equals("routing") || name.equals("AH")) {
            bytes.end(EXTENSION);
            return;
        }
        bytes.u8(next);
        bytes.u8(0);
        if (name.equals("fragment")) {
            bytes.u16(Math.max(fragment, 0) & 0xfff8 | (fragment > 0 ? 0 : 1));
            bytes.u32(id);
        } else {
            // PadN option with four bytes of data.
            bytes.u16(0x0104);
            bytes.u32(0);
        }
        if (name.equals("fragment") && fragment > 0) {
            bytes.end(0);
        }
    }
}
