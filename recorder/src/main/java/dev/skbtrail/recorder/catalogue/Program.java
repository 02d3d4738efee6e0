package dev.skbtrail.recorder.catalogue;

import java.util.Locale;

/** Which kernel program watches a probe: the third column of {@code bpf/catalogue}. */
public enum Program {
    /** A function's entry, with its first sk_buff argument. */
    ENTRY,
    /** A function's entry: its second argument is an sk_buff of the socket that is its first. */
    SEGMENT,
    /** Entry and return, with the return value. */
    CALL,
    /** nf_hook_slow, with hook and interfaces. */
    NF_HOOK_SLOW,
    /** A table of iptables, ip6tables or arptables, with its name. */
    IPT_DO_TABLE,
    /** A table of ebtables. */
    EBT_DO_TABLE,
    /** An nftables base chain, with table and chain. */
    NFT_DO_CHAIN,
    /** The trace of a packet through nftables: each rule that it matches. */
    NFT_TRACE,
    /** Connection tracking of a packet at a hook; the return knows its connection. */
    CONNTRACK,
    /** Confirmation of a packet's connection. */
    CONFIRM,
    /** NAT of a packet's addresses: the entry has those before, the return those after. */
    NAT,
    /** A function registered at a netfilter hook: private, sk_buff, state. */
    HOOK,
    /** The same, of which only the return is reported, when it drops the packet. */
    REFUSAL,
    /** A function of the bridge that sends: port, sk_buff. */
    BRIDGE_PORT,
    /** The bridge takes a packet: its argument is where the sk_buff is. */
    FRAME,
    /** A route lookup, with its result at the return. */
    ROUTE,
    /** A function's entry, with the route that was found for the packet. */
    ROUTED,
    /** A function of a queueing discipline: sk_buff, qdisc. */
    QDISC,
    /** A socket takes the packet: socket, sk_buff. */
    RECEIVE,
    /** A connection request: two tables of operations, socket, sk_buff. */
    LISTEN,
    /** A TCP reset: socket, sk_buff, reason. */
    RESET,
    /** An ICMP error about the packet: sk_buff, type, code. */
    ERROR,
    /** A function that makes a second sk_buff on the same data. */
    CLONE,
    /** A function that makes a second sk_buff with its own data. */
    COPY,
    /** A function that returns a fragment of its packet. */
    FRAGMENT,
    /** A function that makes the next member of a frag_list a fragment of its packet (IPv4). */
    FRAGLIST,
    /** The same of IPv6. */
    FRAGLIST6,
    /** A function that returns the list of its packet's segments. */
    SEGMENTS,
    /** A function that moves part of a packet's data to a new one. */
    SPLIT,
    /** A function that moves the data of its second packet to its first, when it returns not 0. */
    COALESCE,
    /** The same, when it returns 0. */
    GRO,
    /** A function that makes its first sk_buff a clone of its second. */
    MORPH,
    /** A function that moves fragments to the packet that begins them. */
    REASSEMBLE,
    /** A function that puts another sk_buff, with the same data, in the place of a packet. */
    REBUILD,
    /** A function that returns its second argument's data, maybe in another sk_buff. */
    REBUILT,
    /** XDP sends the data of the packet on that it looks at, in its second argument. */
    REDIRECT,
    /** A function that returns a packet with the data of its first argument, an XDP frame. */
    BUILD,
    /** Entry of a function that frees a packet without a tracepoint. */
    FREE,
    /** Return of a function that allocates an sk_buff: without an event. */
    ALLOC,
    /**
     * A function's entry that follows a packet but never begins one: it runs while a packet is
     * freed or still made.
     */
    FOLLOW,
    /** Raw tracepoint. */
    TRACEPOINT,
    /** A link at a netfilter hook, of the restricted back-end. */
    NETFILTER,
    /** A traffic control program, of the restricted back-end. */
    TC;

    /** The word that the catalogue uses. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the probe's name is a function of the kernel, to be found in BTF or the symbol table.
     */
    public boolean isFunction() {
        return this != TRACEPOINT && isTraced();
    }

    /** Whether the back-ends that trace functions have it. */
    public boolean isTraced() {
        return this != NETFILTER && this != TC;
    }
}
