package dev.skbtrail.recorder.snapshot;

/**
 * What is read of the configuration of a network namespace; {@code queries/schema/snapshot.csv}
 * says what the items of each part are. In the order in which they are read: what changes fastest
 * and costs least first.
 */
enum Part {
    COUNTERS("counters"),
    SYSCTLS("sysctls"),
    LISTENERS("listeners"),
    NFT("nft"),
    IPV4_ROUTES("ipv4 routes"),
    IPV6_ROUTES("ipv6 routes"),
    IPV4_RULES("ipv4 rules"),
    IPV6_RULES("ipv6 rules"),
    QDISCS("qdiscs"),
    INTERFACES("interfaces"),
    IPTABLES("iptables"),
    IP6TABLES("ip6tables"),
    NEIGHBOURS("neighbours");

    private final String text;

    Part(String text) {
        this.text = text;
    }

    /** As the trace names it. */
    String text() {
        return text;
    }
}
