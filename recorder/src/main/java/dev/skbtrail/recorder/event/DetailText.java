package dev.skbtrail.recorder.event;

import java.util.StringJoiner;

/** How the trace shows the values that semantic probes decode. Called once per distinct value. */
final class DetailText {
    private static final int FAMILY_ARP = 3;
    private static final int FAMILY_NETDEV = 5;
    private static final int FAMILY_BRIDGE = 7;
    private static final int EXTENSION_BITS = 4;

    /** NF_INET_* of include/uapi/linux/netfilter.h, with the names used by iptables. */
    private static final String[] INET_HOOKS = {
        "PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING", "INGRESS"
    };

    /** NF_BR_* of include/uapi/linux/netfilter_bridge.h. */
    private static final String[] BRIDGE_HOOKS = {
        "PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING", "BROUTING"
    };

    /** NF_ARP_* of include/uapi/linux/netfilter_arp.h. */
    private static final String[] ARP_HOOKS = {"INPUT", "OUTPUT", "FORWARD"};

    /** NF_NETDEV_* of include/uapi/linux/netfilter.h. */
    private static final String[] NETDEV_HOOKS = {"INGRESS", "EGRESS"};

    /**
     * Enum ip_conntrack_info of include/uapi/linux/netfilter/nf_conntrack_common.h: the third reply
     * state and NEW in the reply direction do not exist.
     */
    private static final String[] CONNTRACK_STATES = {
        "ESTABLISHED", "RELATED", "NEW", "ESTABLISHED_REPLY", "RELATED_REPLY", "5", "6", "UNTRACKED"
    };

    /** Enum ip_conntrack_status of the same file, by bit. */
    private static final String[] CONNTRACK_STATUS = {
        "EXPECTED",
        "SEEN_REPLY",
        "ASSURED",
        "CONFIRMED",
        "SRC_NAT",
        "DST_NAT",
        "SEQ_ADJUST",
        "SRC_NAT_DONE",
        "DST_NAT_DONE",
        "DYING",
        "FIXED_TIMEOUT",
        "TEMPLATE",
        "NAT_CLASH",
        "HELPER",
        "OFFLOAD",
        "HW_OFFLOAD"
    };

    /**
     * RTN_* of include/uapi/linux/rtnetlink.h, as ip route shows them, and ROUTE_* of bpf/events.h.
     */
    private static final String[] ROUTE_TYPES = {
        "unspec",
        "unicast",
        "local",
        "broadcast",
        "anycast",
        "multicast",
        "blackhole",
        "unreachable",
        "prohibit",
        "throw",
        "nat",
        "xresolve",
        "none",
        "not forwarding"
    };

    private static final int RTN_BLACKHOLE = 6;

    private static final int RTN_PROHIBIT = 8;

    private static final int ROUTE_NONE = 12;

    /** Enum nf_nat_manip_type of include/uapi/linux/netfilter/nf_nat.h. */
    private static final String[] NAT = {"source", "destination"};

    /** By enum tunnel_type of bpf/events.h. */
    private static final String[] TUNNELS = {
        "", "vxlan", "geneve", "gre", "ipip", "sit", "wireguard", "ip6tnl"
    };

    /** By enum ipv6_ext of bpf/events.h. */
    private static final String[] EXTENSIONS = {
        "", "hop-by-hop", "routing", "fragment", "destination", "AH"
    };

    /** Include/net/tcp_states.h. */
    private static final String[] TCP_STATES = {
        "0",
        "ESTABLISHED",
        "SYN_SENT",
        "SYN_RECV",
        "FIN_WAIT1",
        "FIN_WAIT2",
        "TIME_WAIT",
        "CLOSE",
        "CLOSE_WAIT",
        "LAST_ACK",
        "LISTEN",
        "CLOSING",
        "NEW_SYN_RECV",
        "BOUND_INACTIVE"
    };

    private DetailText() {}

    /** NFPROTO_* of include/uapi/linux/netfilter.h. */
    static String family(long high, long code) {
        return switch ((int) code) {
            case 1 -> "inet";
            case 2 -> "ipv4";
            case 3 -> "arp";
            case 5 -> "netdev";
            case 7 -> "bridge";
            case 10 -> "ipv6";
            default -> Long.toString(code);
        };
    }

    /**
     * The hook's name; hook numbers depend on the family, so both are packed by {@link #packHook}.
     */
    static String hook(long high, long packed) {
        String[] hooks =
                switch ((int) (packed >>> Byte.SIZE)) {
                    case FAMILY_ARP -> ARP_HOOKS;
                    case FAMILY_NETDEV -> NETDEV_HOOKS;
                    case FAMILY_BRIDGE -> BRIDGE_HOOKS;
                    default -> INET_HOOKS;
                };
        return EventText.at(hooks, packed & 0xff);
    }

    static int packHook(int family, int hook) {
        return family << Byte.SIZE | hook;
    }

    static String conntrackState(long high, long code) {
        return EventText.at(CONNTRACK_STATES, code);
    }

    static String conntrackStatus(long high, long bits) {
        return EventText.flags(CONNTRACK_STATUS, bits);
    }

    static String nat(long high, long code) {
        return EventText.at(NAT, code);
    }

    /** Whether the route refuses the packet. RTN_UNREACHABLE is between the other two. */
    static boolean refuses(int routeType) {
        return routeType >= RTN_BLACKHOLE && routeType <= RTN_PROHIBIT || routeType >= ROUTE_NONE;
    }

    static String routeType(long high, long code) {
        return EventText.at(ROUTE_TYPES, code);
    }

    static String tunnel(long high, long code) {
        return EventText.at(TUNNELS, code);
    }

    static String tcpState(long high, long code) {
        return EventText.at(TCP_STATES, code);
    }

    /** RFC 826. */
    static String arpOperation(long high, long code) {
        return code == 1 ? "request" : code == 2 ? "reply" : Long.toString(code);
    }

    /** The form that tc prints: the major number in hexadecimal, and a colon. */
    static String qdiscHandle(long high, long handle) {
        long minor = handle & 0xffff;
        return Long.toHexString(handle >>> Short.SIZE)
                + ":"
                + (minor == 0 ? "" : Long.toHexString(minor));
    }

    /** In packet order, the first one in the lowest four bits. */
    static String extensions(long high, long codes) {
        StringJoiner text = new StringJoiner("|");
        for (long rest = codes; rest != 0; rest >>>= EXTENSION_BITS) {
            text.add(EventText.at(EXTENSIONS, rest & 0xf));
        }
        return text.toString();
    }
}
