package dev.skbtrail.recorder.catalogue;

import java.util.Locale;

/** Which BPF program traces a probe: the third column of {@code bpf/catalogue}. */
public enum Program {
    /** A function's entry, with its first sk_buff argument. */
    ENTRY,
    /**
     * A function's entry: the second argument is an sk_buff of the socket in the first argument.
     */
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
    /** The same; only the return is reported, and only when it drops the packet. */
    REFUSAL,
    /** A transmit function of the bridge: port, sk_buff. */
    BRIDGE_PORT,
    /** The bridge receives a packet: the argument points to the sk_buff pointer. */
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
    /** The same for IPv6. */
    FRAGLIST6,
    /** A function that returns the list of its packet's segments. */
    SEGMENTS,
    /** A function that moves part of a packet's data to a new one. */
    SPLIT,
    /** A function that moves the data of its second packet to its first if it returns nonzero. */
    COALESCE,
    /** The same, if it returns 0. */
    GRO,
    /** A function that makes its first sk_buff a clone of its second. */
    MORPH,
    /** A function that reassembles fragments into the packet that holds the first one. */
    REASSEMBLE,
    /** A function that replaces a packet's sk_buff by another one with the same data. */
    REBUILD,
    /** A function that returns its second argument's data, possibly in another sk_buff. */
    REBUILT,
    /** XDP redirects the data of the packet that it processes, in its second argument. */
    REDIRECT,
    /** A function that returns a packet with the data of its first argument, an XDP frame. */
    BUILD,
    /** Entry of a function that frees a packet without a tracepoint. */
    FREE,
    /** Return of a function that allocates an sk_buff; no event. */
    ALLOC,
    /**
     * A function's entry that follows a known packet but never begins one: the function runs while
     * a packet is being freed or still being built.
     */
    FOLLOW,
    /** Raw tracepoint. */
    TRACEPOINT,
    /** A program at a netfilter hook, of the restricted back-end. */
    NETFILTER,
    /** A tc program, of the restricted back-end. */
    TC;

    /** The name used in the catalogue. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the probe's name is a kernel function, to be looked up in BTF or the symbol table.
     */
    public boolean isFunction() {
        return this != TRACEPOINT && isTraced();
    }

    /** Whether the function-tracing back-ends support it. */
    public boolean isTraced() {
        return this != NETFILTER && this != TC;
    }
}
