package dev.skbtrail.recorder.filter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which packets to record. A packet passes when it matches one alternative of every kind that has
 * any; an empty list does not restrict. Once a packet has passed, all its later events are
 * recorded.
 *
 * @param sources source addresses
 * @param destinations destination addresses
 * @param hosts addresses on either side
 * @param sourcePorts source ports
 * @param destinationPorts destination ports
 * @param ports ports on either side
 * @param protocols protocols above IP
 * @param interfaces names of interfaces, in whatever namespace, each shorter than 16 bytes
 * @param namespaces network namespaces
 */
public record PacketFilter(
        List<AddressRange> sources,
        List<AddressRange> destinations,
        List<AddressRange> hosts,
        List<Port> sourcePorts,
        List<Port> destinationPorts,
        List<Port> ports,
        List<Protocol> protocols,
        List<String> interfaces,
        List<NamespaceMatch> namespaces) {

    /** The most alternatives that the kernel program takes of one kind (FILTER_MAX). */
    public static final int MAX_ALTERNATIVES = FilterLayout.MAX;

    /** Records every packet. */
    public static final PacketFilter NONE =
            new PacketFilter(
                    List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                    List.of(), List.of());

    /**
     * @throws IllegalArgumentException when a kind has more than {@link #MAX_ALTERNATIVES}, or an
     *     interface's name cannot be one
     */
    public PacketFilter {
        sources = limited(sources, "source addresses");
        destinations = limited(destinations, "destination addresses");
        hosts = limited(hosts, "host addresses");
        sourcePorts = limited(sourcePorts, "source ports");
        destinationPorts = limited(destinationPorts, "destination ports");
        ports = limited(ports, "ports");
        protocols = limited(protocols, "protocols");
        interfaces = limited(interfaces, "interfaces");
        namespaces = limited(namespaces, "network namespaces");
        interfaces.forEach(FilterWriter::requireInterfaceName);
    }

    public boolean isEmpty() {
        return toMap().isEmpty();
    }

    /**
     * The kinds in force, each with its alternatives as the user wrote them, for the trace's
     * metadata.
     */
    public Map<String, List<String>> toMap() {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        put(kinds, "src", sources, AddressRange::text);
        put(kinds, "dst", destinations, AddressRange::text);
        put(kinds, "host", hosts, AddressRange::text);
        put(kinds, "sport", sourcePorts, port -> Integer.toString(port.number()));
        put(kinds, "dport", destinationPorts, port -> Integer.toString(port.number()));
        put(kinds, "port", ports, port -> Integer.toString(port.number()));
        put(kinds, "proto", protocols, Protocol::text);
        put(kinds, "iface", interfaces, Function.identity());
        put(kinds, "netns", namespaces, NamespaceMatch::text);
        return kinds;
    }

    /** {@code struct filter} of {@code bpf/events.h} in this machine's byte order. */
    public byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(FilterLayout.SIZE).order(ByteOrder.nativeOrder());
        FilterWriter.write(this, buffer);
        return buffer.array();
    }

    private static <T> void put(
            Map<String, List<String>> kinds,
            String kind,
            List<T> values,
            Function<T, String> text) {
        if (!values.isEmpty()) {
            kinds.put(kind, values.stream().map(text).toList());
        }
    }

    private static <T> List<T> limited(List<T> alternatives, String kind) {
        if (alternatives.size() > MAX_ALTERNATIVES) {
            throw new IllegalArgumentException(
                    ("%d %s, but a recording takes at most %d:"
                                    + " give a wider one or leave this filter out")
                            .formatted(alternatives.size(), kind, MAX_ALTERNATIVES));
        }
        return List.copyOf(alternatives);
    }
}
