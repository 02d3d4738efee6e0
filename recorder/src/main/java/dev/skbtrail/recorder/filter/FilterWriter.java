package dev.skbtrail.recorder.filter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lays a {@link PacketFilter} out as the kernel programs read it. */
final class FilterWriter {
    private FilterWriter() {}

    /** Writes {@code struct filter} at the start of a zeroed buffer in the machine's byte order. */
    static void write(PacketFilter filter, ByteBuffer out) {
        addresses(out, FilterLayout.SOURCE, FilterLayout.SOURCES, filter.sources());
        addresses(out, FilterLayout.DESTINATION, FilterLayout.DESTINATIONS, filter.destinations());
        addresses(out, FilterLayout.HOST, FilterLayout.HOSTS, filter.hosts());
        ports(out, FilterLayout.SOURCE_PORT, FilterLayout.SOURCE_PORTS, filter.sourcePorts());
        ports(
                out,
                FilterLayout.DESTINATION_PORT,
                FilterLayout.DESTINATION_PORTS,
                filter.destinationPorts());
        ports(out, FilterLayout.PORT, FilterLayout.PORTS, filter.ports());
        interfaces(out, filter.interfaces());
        namespaces(out, filter.namespaces());
        protocols(out, filter.protocols());
    }

    /**
     * @throws IllegalArgumentException when the kernel could not have an interface of that name
     */
    static void requireInterfaceName(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length >= FilterLayout.IFNAME_SIZE) {
            throw new IllegalArgumentException(
                    "'%s' is no interface name: it has 1 to %d bytes"
                            .formatted(name, FilterLayout.IFNAME_SIZE - 1));
        }
    }

    private static void addresses(
            ByteBuffer out, int offset, int count, List<AddressRange> ranges) {
        out.put(count, (byte) ranges.size());
        for (int i = 0; i < ranges.size(); i++) {
            int at = offset + i * FilterLayout.ADDRESS_SIZE;
            out.put(at + FilterLayout.ADDRESS_VALUE, ranges.get(i).value());
            out.put(at + FilterLayout.ADDRESS_MASK, ranges.get(i).mask());
        }
    }

    private static void ports(ByteBuffer out, int offset, int count, List<Port> ports) {
        out.put(count, (byte) ports.size());
        for (int i = 0; i < ports.size(); i++) {
            out.putShort(offset + i * Short.BYTES, (short) ports.get(i).number());
        }
    }

    private static void interfaces(ByteBuffer out, List<String> names) {
        out.put(FilterLayout.IFNAMES, (byte) names.size());
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i).getBytes(StandardCharsets.UTF_8);
            out.put(FilterLayout.IFNAME + i * FilterLayout.IFNAME_SIZE, name);
        }
    }

    private static void namespaces(ByteBuffer out, List<NamespaceMatch> namespaces) {
        out.put(FilterLayout.NETNSES, (byte) namespaces.size());
        for (int i = 0; i < namespaces.size(); i++) {
            out.putInt(FilterLayout.NETNS + i * Integer.BYTES, (int) namespaces.get(i).inode());
        }
    }

    private static void protocols(ByteBuffer out, List<Protocol> protocols) {
        out.put(FilterLayout.PROTOCOLS, (byte) protocols.size());
        for (int i = 0; i < protocols.size(); i++) {
            out.put(FilterLayout.PROTOCOL + i, (byte) protocols.get(i).number());
        }
    }
}
