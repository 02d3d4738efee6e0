package dev.skbtrail.recorder.event;

/**
 * Where the kernel programs put what: offsets and sizes in bytes of bpf/events.h. A test compares
 * every constant with bpf/events.layout, which the compiler wrote.
 *
 * <p>Members of one width stand in a row, so a few loops decode an event; {@link BatchLayout} keeps
 * their order.
 */
final class EventLayout {
    static final int TS = 0;
    static final int PACKET = 8;
    static final int PRESENT = 16;

    /** skb, skb_head, sock, sock_cookie, drop_address, parent, retval. */
    static final int LONGS = 24;

    static final int RETVAL = 72;

    /** saddr, daddr, ifname, comm: 16 bytes each. */
    static final int WIDES = 80;

    /** seq to payload_len: 4 bytes each. */
    static final int WORDS = 144;

    static final int PROBE = 148;

    /** cpu to icmp_seq: 2 bytes each. */
    static final int HALVES = 220;

    static final int SRC_MAC = 244;
    static final int DST_MAC = 250;

    /** kind to icmp_code: 1 byte each. */
    static final int BYTES = 256;

    static final int EVENT = 272;

    /** struct netfilter, from the start of struct nf_event. */
    static final int NF_IN_IFNAME = EVENT;

    static final int NF_OUT_IFNAME = EVENT + 16;
    static final int NF_TABLE = EVENT + 32;
    static final int NF_CHAIN = EVENT + 64;
    static final int NF_PRIORITY = EVENT + 96;
    static final int NF_FAMILY = EVENT + 100;
    static final int NF_HOOK = EVENT + 101;

    /** Bytes of table and chain. */
    static final int NF_NAME = 32;

    private EventLayout() {}
}
