package dev.skbtrail.recorder.event;

/** {@code HAS_*} of bpf/events.h: which members of an event carry a value. */
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

    private Present() {}
}
