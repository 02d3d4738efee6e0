package dev.skbtrail.recorder.event;

/**
 * Which array of a {@link ColumnBatch} holds which member of an event; the order is that of
 * bpf/events.h.
 */
final class BatchLayout {
    // Words of the event.
    static final int SEQ = 0;
    static final int PROBE = 1;
    static final int NETNS = 2;
    static final int IFINDEX = 3;
    static final int IIF = 4;
    static final int PID = 5;
    static final int TID = 6;
    static final int LEN = 7;
    static final int DATA_LEN = 8;
    static final int MARK = 9;
    static final int PRIORITY = 10;
    static final int HASH = 11;
    static final int GSO_TYPE = 12;
    static final int DROP_REASON = 13;
    static final int IP_ID = 14;
    static final int IP_LEN = 15;
    static final int L4_WORD = 16;
    static final int TCP_ACK = 17;
    static final int PAYLOAD_LEN = 18;
    static final int STACK_ID = 19;
    static final int IPV6_EXT = 20;
    // Half words.
    static final int CPU = 21;
    static final int QUEUE = 22;
    static final int GSO_SIZE = 23;
    static final int GSO_SEGS = 24;
    static final int ETHERTYPE = 25;
    static final int VLAN_ID = 26;
    static final int FRAG_OFF = 27;
    static final int SPORT = 28;
    static final int DPORT = 29;
    static final int TCP_WINDOW = 30;
    static final int ICMP_ID = 31;
    static final int ICMP_SEQ = 32;
    static final int ARP_OP = 33;
    // Bytes.
    static final int KIND = 34;
    static final int LINEAGE = 35;
    static final int PKT_TYPE = 36;
    static final int IP_VERSION = 37;
    static final int PROTOCOL = 38;
    static final int TOS = 39;
    static final int TTL = 40;
    static final int TCP_FLAGS = 41;
    static final int ICMP_TYPE = 42;
    static final int ICMP_CODE = 43;
    static final int CT_STATE = 44;
    static final int TCP_STATE = 45;
    // Of struct netfilter.
    static final int NF_PRIORITY = 46;
    static final int CT_STATUS = 47;
    static final int NF_FAMILY = 48;
    static final int NF_HOOK = 49;
    static final int NAT = 50;
    static final int NF_TABLE = 51;
    static final int NF_CHAIN = 52;
    // Of the other members of union detail.
    static final int ROUTE_TYPE = 53;
    static final int QDISC_HANDLE = 54;
    static final int QDISC_QLEN = 55;
    static final int QDISC_BACKLOG = 56;
    static final int RMEM_ALLOC = 57;
    static final int RCVBUF = 58;
    static final int ACK_BACKLOG = 59;
    static final int MAX_ACK_BACKLOG = 60;
    static final int RESET_REASON = 61;
    static final int ERROR_TYPE = 62;
    static final int ERROR_CODE = 63;
    // Of struct tunnel.
    static final int TUNNEL_ID = 64;
    static final int INNER_SPORT = 65;
    static final int INNER_DPORT = 66;
    static final int INNER_PROTOCOL = 67;
    static final int TUNNEL_TYPE = 68;
    // Of rows that report a loss.
    static final int LOST_CAUSE = 69;
    static final int INTS = 70;

    static final int TS = 0;
    static final int PACKET = 1;
    static final int SKB = 2;
    static final int SKB_HEAD = 3;
    static final int SOCK = 4;
    static final int SOCK_COOKIE = 5;
    static final int DROP_ADDRESS = 6;
    static final int PARENT = 7;
    static final int RETVAL = 8;
    static final int VERDICT = 9;
    static final int SRC_MAC = 10;
    static final int DST_MAC = 11;
    static final int NF_RULE = 12;
    static final int LOST = 13;

    /** User columns, four of them. */
    static final int FIELD = 14;

    static final int LONGS = 18;

    static final int SADDR = 0;
    static final int DADDR = 1;
    static final int IFNAME = 2;
    static final int COMM = 3;
    static final int IN_IFNAME = 4;
    static final int OUT_IFNAME = 5;
    static final int ROUTE_GATEWAY = 6;
    static final int ROUTE_IFNAME = 7;
    static final int QDISC = 8;
    static final int INNER_SADDR = 9;
    static final int INNER_DADDR = 10;
    static final int WIDES = 11;

    private BatchLayout() {}
}
