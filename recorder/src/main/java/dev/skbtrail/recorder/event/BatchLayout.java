package dev.skbtrail.recorder.event;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which array of a {@link ColumnBatch} holds which member of an event: within each storage, struct
 * by struct, in the order of the members.
 */
final class BatchLayout {
    /** The structs of a record. */
    private static final List<String> STRUCTS =
            List.of("event", "netfilter", "route", "qdisc", "sock_detail", "icmp_error", "tunnel");

    private static final Map<Storage, Integer> COUNTS = new EnumMap<>(Storage.class);
    private static final Map<String, Integer> INDICES = new HashMap<>();

    /** User columns. */
    static final int FIELDS = KernelLayout.member("event.field").size() / Long.BYTES;

    static {
        for (Storage storage : Storage.values()) {
            COUNTS.put(storage, 0);
        }
        for (String struct : STRUCTS) {
            for (KernelLayout.Member member : StructCopy.members(struct)) {
                add(member.name(), StructCopy.storage(member));
            }
        }
        for (EventTable.Line line : EventTable.LINES) {
            if (line.storage() != null) {
                add(line.member(), line.storage());
            }
        }
    }

    static final int KIND = index("event.kind");
    static final int CPU = index("event.cpu");
    static final int PROBE = index("event.probe");
    static final int SEQ = index("event.seq");
    static final int DROP_REASON = index("event.drop_reason");
    static final int TCP_FLAGS = index("event.tcp_flags");
    static final int NF_FAMILY = index("netfilter.family");
    static final int NF_HOOK = index("netfilter.hook");
    static final int ROUTE_TYPE = index("route.type");
    static final int LOST_CAUSE = index("lost_cause");
    static final int INTS = COUNTS.get(Storage.INT);

    static final int TS = index("event.ts");
    static final int PACKET = index("event.packet");
    static final int DROP_ADDRESS = index("event.drop_address");
    static final int PARENT = index("event.parent");
    static final int RETVAL = index("event.retval");
    static final int VERDICT = index("verdict");
    static final int LOST = index("lost");

    /** The first user column. */
    static final int FIELD = COUNTS.get(Storage.LONG);

    static final int LONGS = FIELD + FIELDS;

    static final int WIDES = COUNTS.get(Storage.WIDE);

    private BatchLayout() {}

    private static void add(String member, Storage storage) {
        INDICES.put(member, COUNTS.merge(storage, 1, Integer::sum) - 1);
    }

    static int index(String member) {
        Integer index = INDICES.get(member);
        if (index == null) {
            throw new IllegalStateException("no array of a batch holds " + member);
        }
        return index;
    }
}
