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

    /** field[0] to field[3]: 8 bytes each. */
    static final int FIELD = 80;

    /** saddr, daddr, ifname, comm: 16 bytes each. */
    static final int WIDES = 112;

    /** seq to ipv6_ext: 4 bytes each. */
    static final int WORDS = 176;

    static final int PROBE = 180;

    /** cpu to arp_op: 2 bytes each. */
    static final int HALVES = 260;

    static final int SRC_MAC = 286;
    static final int DST_MAC = 292;

    /** kind to tcp_state: 1 byte each. */
    static final int BYTES = 298;

    static final int EVENT = 312;

    // Of struct record: union detail, then struct tunnel.
    static final int NF_RULE = EVENT;
    static final int NF_IN_IFNAME = EVENT + 8;
    static final int NF_OUT_IFNAME = EVENT + 24;
    static final int NF_TABLE = EVENT + 40;
    static final int NF_CHAIN = EVENT + 72;
    static final int NF_PRIORITY = EVENT + 104;
    static final int CT_STATUS = EVENT + 108;
    static final int NF_FAMILY = EVENT + 112;
    static final int NF_HOOK = EVENT + 113;
    static final int NAT = EVENT + 114;

    /** Bytes of table and chain. */
    static final int NF_NAME = 32;

    static final int ROUTE_GATEWAY = EVENT;
    static final int ROUTE_IFNAME = EVENT + 16;
    static final int ROUTE_TYPE = EVENT + 32;

    static final int QDISC = EVENT;

    /** handle, qlen, backlog: 4 bytes each. */
    static final int QDISC_WORDS = EVENT + 16;

    /** rmem_alloc to reset_reason of struct sock_detail: 4 bytes each. */
    static final int SOCKET_WORDS = EVENT;

    static final int ERROR_TYPE = EVENT;
    static final int ERROR_CODE = EVENT + 1;

    static final int TUNNEL = EVENT + 120;

    /** From the start of struct record. */
    static final int INNER_SADDR = TUNNEL;

    static final int INNER_DADDR = TUNNEL + 16;
    static final int TUNNEL_ID = TUNNEL + 32;
    static final int INNER_SPORT = TUNNEL + 36;
    static final int INNER_DPORT = TUNNEL + 38;
    static final int INNER_PROTOCOL = TUNNEL + 40;
    static final int TUNNEL_TYPE = TUNNEL + 41;

    static final int RECORD = TUNNEL + 48;

    private EventLayout() {}
}
