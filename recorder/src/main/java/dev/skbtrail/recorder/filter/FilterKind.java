package dev.skbtrail.recorder.filter;

/**
 * What a filter looks at: {@code enum filter_kind} of {@code bpf/filter.h}, in the order of the
 * members of {@code struct filter}.
 */
public enum FilterKind {
    SRC("src", "source addresses", AddressRange.SIZE),
    DST("dst", "destination addresses", AddressRange.SIZE),
    HOST("host", "host addresses", AddressRange.SIZE),
    IFNAME("iface", "interfaces", KernelName.SIZE),
    COMM("comm", "commands", KernelName.SIZE),
    SPORT("sport", "source ports", NumberRange.SIZE),
    DPORT("dport", "destination ports", NumberRange.SIZE),
    PORT("port", "ports", NumberRange.SIZE),
    PROTOCOL("proto", "protocols", NumberRange.SIZE),
    IP_VERSION("ip-version", "IP versions", NumberRange.SIZE),
    ICMP_ID("icmp-id", "ICMP identifiers", NumberRange.SIZE),
    LEN("length", "lengths", NumberRange.SIZE),
    NETNS("netns", "network namespaces", NumberRange.SIZE),
    PID("pid", "processes", NumberRange.SIZE),
    VLAN_ID("vlan", "VLANs", NumberRange.SIZE),
    ETHERTYPE("ethertype", "ethertypes", NumberRange.SIZE),
    MARK("mark", "marks", BitPattern.SIZE),
    TCP_FLAGS("tcp-flags", "combinations of TCP flags", BitPattern.SIZE);

    /** FILTER_MAX: maximum number of alternatives of one kind. */
    static final int MAX = 8;

    private final String option;
    private final String plural;
    private final int size;

    FilterKind(String option, String plural, int size) {
        this.option = option;
        this.plural = plural;
        this.size = size;
    }

    /** The command-line option without its dashes; also its name in the trace's metadata. */
    public String option() {
        return option;
    }

    String plural() {
        return plural;
    }

    /** Size of one alternative in bytes. */
    int size() {
        return size;
    }

    /** Offset of its first alternative in struct filter, bytes. */
    int offset() {
        int offset = 0;
        for (FilterKind kind : values()) {
            if (kind == this) {
                break;
            }
            offset += MAX * kind.size;
        }
        return offset;
    }

    /** Offset of the byte with the number of alternatives. */
    int countOffset() {
        FilterKind last = values()[values().length - 1];
        return last.offset() + MAX * last.size + ordinal();
    }
}
