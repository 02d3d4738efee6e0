package dev.skbtrail.recorder.probe;

import java.util.Locale;

/** Which kernel program watches a probe: the third column of {@code bpf/catalogue}. */
public enum Program {
    /** A function's entry, with its first sk_buff argument. */
    ENTRY,
    /** A function's entry: its second argument is an sk_buff of the socket that is its first. */
    SEGMENT,
    /** Entry and return, with the return value. */
    CALL,
    /** Entry and return of nf_hook_slow, with hook and interfaces. */
    NF_HOOK_SLOW,
    /** Entry and return of an iptables table, with its name. */
    IPT_DO_TABLE,
    /** Entry and return of an nftables base chain, with table and chain. */
    NFT_DO_CHAIN,
    /** Return of a function that makes a second sk_buff on the same data. */
    CLONE,
    /** Return of a function that makes a second sk_buff with its own data. */
    COPY,
    /** Entry of a function that frees a packet without a tracepoint. */
    FREE,
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
        return switch (this) {
            case ENTRY,
                    SEGMENT,
                    CALL,
                    NF_HOOK_SLOW,
                    IPT_DO_TABLE,
                    NFT_DO_CHAIN,
                    CLONE,
                    COPY,
                    FREE ->
                    true;
            case TRACEPOINT, NETFILTER, TC -> false;
        };
    }
}
