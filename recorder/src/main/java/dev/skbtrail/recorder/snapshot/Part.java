package dev.skbtrail.recorder.snapshot;

/**
 * The parts of the configuration of a network namespace or, in the last round, of the host; {@code
 * queries/schema/snapshot.csv} describes the items of each part.
 */
enum Part {
    COUNTERS("counters", Round.FILES),
    SYSCTLS("sysctls", Round.FILES),
    LISTENERS("listeners", Round.FILES),
    NFT("nft", Round.FIREWALL),
    IPTABLES("iptables", Round.FIREWALL),
    IP6TABLES("ip6tables", Round.FIREWALL),
    IPV4_ROUTES("ipv4 routes", Round.ROUTING),
    IPV6_ROUTES("ipv6 routes", Round.ROUTING),
    IPV4_RULES("ipv4 rules", Round.ROUTING),
    IPV6_RULES("ipv6 rules", Round.ROUTING),
    QDISCS("qdiscs", Round.QUEUES),
    TC_FILTERS("tc filters", Round.QUEUES),
    INTERFACES("interfaces", Round.DEVICES),
    NEIGHBOURS("neighbours", Round.DEVICES),
    XFRM_POLICIES("xfrm policies", Round.IPSEC),
    XFRM_STATES("xfrm states", Round.IPSEC),
    CGROUP_PROGRAMS("cgroup programs", Round.HOST);

    /**
     * The order of reading: what changes fastest, costs least and tells most is read first, for all
     * namespaces.
     */
    enum Round {
        FILES,
        FIREWALL,
        ROUTING,
        QUEUES,
        DEVICES,
        IPSEC,
        HOST
    }

    private final String text;
    private final Round round;

    Part(String text, Round round) {
        this.text = text;
        this.round = round;
    }

    /** The name used in the trace. */
    String text() {
        return text;
    }

    Round round() {
        return round;
    }
}
