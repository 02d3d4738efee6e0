package dev.skbtrail.recorder.filter;

import dev.skbtrail.recorder.pcap.PcapFilter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which packets to record. A packet passes when it matches at least one alternative of every kind
 * that has any. Once a packet has passed, all its later events are recorded. Immutable.
 */
public final class PacketFilter {
    /**
     * The maximum number of alternatives that the BPF program supports for one kind (FILTER_MAX).
     */
    public static final int MAX_ALTERNATIVES = FilterKind.MAX;

    /** Records every packet. */
    public static final PacketFilter NONE =
            new PacketFilter(new EnumMap<>(FilterKind.class), PcapFilter.NONE);

    /** Size of {@code struct filter}, with the padding at its end, bytes. */
    static final int SIZE =
            (FilterKind.TCP_FLAGS.countOffset() + Long.BYTES) / Long.BYTES * Long.BYTES;

    private final Map<FilterKind, List<Alternative>> kinds;

    private final PcapFilter pcap;

    private PacketFilter(Map<FilterKind, List<Alternative>> kinds, PcapFilter pcap) {
        this.kinds = kinds;
        this.pcap = pcap;
    }

    /**
     * This filter and one more kind.
     *
     * @param alternatives empty: the kind does not restrict
     * @throws IllegalArgumentException when there are more than {@link #MAX_ALTERNATIVES}
     */
    public PacketFilter with(FilterKind kind, List<? extends Alternative> alternatives) {
        if (alternatives.size() > MAX_ALTERNATIVES) {
            throw new IllegalArgumentException(
                    ("%d %s, but a recording takes at most %d:"
                                    + " give a wider one or leave this filter out")
                            .formatted(alternatives.size(), kind.plural(), MAX_ALTERNATIVES));
        }
        Map<FilterKind, List<Alternative>> more = new EnumMap<>(kinds);
        if (alternatives.isEmpty()) {
            more.remove(kind);
        } else {
            more.put(kind, List.copyOf(alternatives));
        }
        return new PacketFilter(more, pcap);
    }

    /** This filter and an expression, both of which must match. */
    public PacketFilter with(PcapFilter expression) {
        return new PacketFilter(kinds, expression);
    }

    public boolean isEmpty() {
        return kinds.isEmpty() && pcap.isEmpty();
    }

    /** Inodes of the network namespaces that the filter names. */
    public List<Long> namespaces() {
        return kinds.getOrDefault(FilterKind.NETNS, List.of()).stream()
                .map(alternative -> ((NumberRange) alternative).first())
                .toList();
    }

    /** The form for the BPF programs. */
    public KernelFilter forKernel(Selection selection) {
        return new KernelFilter(kinds.isEmpty() ? null : toBytes(), pcap, selection);
    }

    /**
     * The active kinds, each with its alternatives as the user wrote them, for the trace's
     * metadata.
     */
    public Map<String, List<String>> toMap() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        kinds.forEach(
                (kind, values) ->
                        texts.put(kind.option(), values.stream().map(Alternative::text).toList()));
        if (!pcap.isEmpty()) {
            texts.put("pcap", List.of(pcap.expression()));
        }
        return texts;
    }

    /** {@code struct filter} of {@code bpf/filter.h} in native byte order. */
    public byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());
        kinds.forEach(
                (kind, values) -> {
                    buffer.put(kind.countOffset(), (byte) values.size());
                    for (int i = 0; i < values.size(); i++) {
                        values.get(i).write(buffer, kind.offset() + i * kind.size());
                    }
                });
        return buffer.array();
    }
}
