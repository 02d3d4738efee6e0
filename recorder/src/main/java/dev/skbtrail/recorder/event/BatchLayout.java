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
    // Half words.
    static final int CPU = 19;
    static final int QUEUE = 20;
    static final int GSO_SIZE = 21;
    static final int GSO_SEGS = 22;
    static final int ETHERTYPE = 23;
    static final int VLAN_ID = 24;
    static final int FRAG_OFF = 25;
    static final int SPORT = 26;
    static final int DPORT = 27;
    static final int TCP_WINDOW = 28;
    static final int ICMP_ID = 29;
    static final int ICMP_SEQ = 30;
    // Bytes.
    static final int KIND = 31;
    static final int LINEAGE = 32;
    static final int PKT_TYPE = 33;
    static final int IP_VERSION = 34;
    static final int PROTOCOL = 35;
    static final int TOS = 36;
    static final int TTL = 37;
    static final int TCP_FLAGS = 38;
    static final int ICMP_TYPE = 39;
    static final int ICMP_CODE = 40;
    // Of struct netfilter, and of rows that report a loss.
    static final int NF_PRIORITY = 41;
    static final int NF_FAMILY = 42;
    static final int NF_HOOK = 43;
    static final int NF_TABLE = 44;
    static final int NF_CHAIN = 45;
    static final int LOST_CAUSE = 46;
    static final int INTS = 47;

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
    static final int LOST = 12;
    static final int LONGS = 13;

    static final int SADDR = 0;
    static final int DADDR = 1;
    static final int IFNAME = 2;
    static final int COMM = 3;
    static final int IN_IFNAME = 4;
    static final int OUT_IFNAME = 5;
    static final int WIDES = 6;

    private BatchLayout() {}
}
