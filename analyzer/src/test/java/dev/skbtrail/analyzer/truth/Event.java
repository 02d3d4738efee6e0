package dev.skbtrail.analyzer.truth;

/**
 * An event as it happened, whether or not the trace contains it.
 *
 * @param ts ns
 * @param parent null except in a row of kind lineage
 * @param headers null where the recorder has none (returns)
 * @param drop null except for a drop
 * @param hook netfilter hook; null elsewhere
 */
record Event(
        long ts,
        int cpu,
        String kind,
        String function,
        Life life,
        int seq,
        Life parent,
        String lineage,
        Headers headers,
        Place place,
        Drop drop,
        String hook) {

    /** Addresses and lengths; an ICMP packet has a type instead of ports. */
    record Headers(
            String protocol,
            String saddr,
            Integer sport,
            String daddr,
            Integer dport,
            Integer icmpType,
            int payload) {
        private static final int IP_AND_TRANSPORT = 40;

        Headers to(String address, int port) {
            return new Headers(protocol, saddr, sport, address, port, icmpType, payload);
        }

        Headers from(String address, int port) {
            return new Headers(protocol, address, port, daddr, dport, icmpType, payload);
        }

        Headers carrying(int bytes) {
            return new Headers(protocol, saddr, sport, daddr, dport, icmpType, bytes);
        }

        int length() {
            return payload + IP_AND_TRANSPORT;
        }

        /** The flow as the views print it. */
        String flow() {
            String type = icmpType == null ? "" : icmpType == 0 ? " echo reply" : " echo request";
            return protocol + " " + end(saddr, sport) + " > " + end(daddr, dport) + type;
        }

        private static String end(String address, Integer port) {
            return port == null ? address : address + ":" + port;
        }
    }

    /** Where a packet is. */
    record Place(String netns, String ifname) {}

    /** Why and where a packet was dropped. */
    record Drop(String reason, String place) {}

    /** The step as named in a path. */
    String step() {
        return kind.equals("return") ? function + ":return" : function;
    }
}
