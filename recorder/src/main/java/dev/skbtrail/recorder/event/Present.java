package dev.skbtrail.recorder.event;

/** {@code HAS_*} of bpf/present.h: which members of an event carry a value. */
public final class Present {
    public static final long PACKET = 1L;
    public static final long SEQ = 1L << 1;
    public static final long FUNCTION = 1L << 2;
    public static final long LINEAGE = 1L << 3;
    public static final long RETVAL = 1L << 4;
    public static final long VERDICT = 1L << 5;
    public static final long DROP = 1L << 6;
    public static final long REASON = 1L << 7;
    public static final long HEAD = 1L << 8;
    public static final long SOCK = 1L << 9;
    public static final long COOKIE = 1L << 10;
    public static final long NETNS = 1L << 11;
    public static final long DEV = 1L << 12;
    public static final long IIF = 1L << 13;
    public static final long TASK = 1L << 14;
    public static final long SKB = 1L << 15;
    public static final long GSO = 1L << 16;
    public static final long LINK = 1L << 17;
    public static final long ETHERTYPE = 1L << 18;
    public static final long VLAN = 1L << 19;
    public static final long ADDRESS = 1L << 20;
    public static final long IP = 1L << 21;
    public static final long IP_ID = 1L << 22;
    public static final long FRAGMENT = 1L << 23;
    public static final long PORTS = 1L << 24;
    public static final long TCP = 1L << 25;
    public static final long ICMP = 1L << 26;
    public static final long ECHO = 1L << 27;
    public static final long GRE_KEY = 1L << 28;
    public static final long ESP_SPI = 1L << 29;
    public static final long PAYLOAD = 1L << 30;
    public static final long NF = 1L << 31;
    public static final long NF_IN = 1L << 32;
    public static final long NF_OUT = 1L << 33;
    public static final long NF_TABLE = 1L << 34;
    public static final long NF_CHAIN = 1L << 35;
    public static final long NF_PRIORITY = 1L << 36;
    public static final long LOSS = 1L << 37;
    public static final long STACK = 1L << 38;
    public static final long FIELD_0 = 1L << 39;
    public static final long FIELD_1 = 1L << 40;
    public static final long FIELD_2 = 1L << 41;
    public static final long FIELD_3 = 1L << 42;
    public static final long CT_STATE = 1L << 43;
    public static final long ARP = 1L << 44;
    public static final long IPV6_EXT = 1L << 45;
    public static final long TCP_STATE = 1L << 46;
    public static final long TUNNEL = 1L << 47;
    public static final long TUNNEL_ID = 1L << 48;
    public static final long INNER = 1L << 49;
    public static final long INNER_PORTS = 1L << 50;
    public static final long NF_RULE = 1L << 51;
    public static final long CT_STATUS = 1L << 52;
    public static final long NAT = 1L << 53;
    public static final long ROUTE = 1L << 54;
    public static final long ROUTE_DEV = 1L << 55;
    public static final long GATEWAY = 1L << 56;
    public static final long QDISC = 1L << 57;
    public static final long RCVBUF = 1L << 58;
    public static final long BACKLOG = 1L << 59;
    public static final long RESET = 1L << 60;
    public static final long ERROR = 1L << 61;
    public static final long QUEUE_BYTES = 1L << 62;

    /** DETAIL of bpf/present.h: members of union detail, which follows the event then. */
    static final long DETAIL =
            NF
                    | NF_IN
                    | NF_OUT
                    | NF_TABLE
                    | NF_CHAIN
                    | NF_PRIORITY
                    | NF_RULE
                    | CT_STATUS
                    | NAT
                    | ROUTE
                    | ROUTE_DEV
                    | GATEWAY
                    | QDISC
                    | RCVBUF
                    | BACKLOG
                    | RESET
                    | ERROR
                    | QUEUE_BYTES;

    /** Those of its members that stand in struct netfilter. */
    static final long NETFILTER =
            NF | NF_IN | NF_OUT | NF_TABLE | NF_CHAIN | NF_PRIORITY | NF_RULE | CT_STATUS | NAT;

    /** TUNNEL of bpf/present.h: members of struct tunnel, which follows detail then. */
    static final long ANY_TUNNEL = TUNNEL | TUNNEL_ID | INNER | INNER_PORTS;

    /** HAS_FIELD_0 to HAS_FIELD_3. */
    static final long FIELDS = FIELD_0 | FIELD_1 | FIELD_2 | FIELD_3;

    private Present() {}
}
