package dev.skbtrail.analyzer.export.frame;

import java.util.Map;
import java.util.regex.Pattern;

/** Maps the protocol names of a trace to IP protocol numbers (IANA). */
final class Protocols {
    static final int ICMP = 1;
    static final int IPIP = 4;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int IPV6 = 41;
    static final int GRE = 47;
    static final int ESP = 50;
    static final int ICMPV6 = 58;
    static final int SCTP = 132;
    static final int UDPLITE = 136;

    /** Reserved for experiments (RFC 3692); used for a protocol whose number is not known. */
    private static final int EXPERIMENT = 253;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");
    private static final Map<String, Integer> NUMBERS =
            Map.ofEntries(
                    Map.entry("ICMP", ICMP),
                    Map.entry("IGMP", 2),
                    Map.entry("IPIP", IPIP),
                    Map.entry("TCP", TCP),
                    Map.entry("UDP", UDP),
                    Map.entry("IPv6", IPV6),
                    Map.entry("GRE", GRE),
                    Map.entry("ESP", ESP),
                    Map.entry("AH", 51),
                    Map.entry("ICMPv6", ICMPV6),
                    Map.entry("none", 59),
                    Map.entry("OSPF", 89),
                    Map.entry("PIM", 103),
                    Map.entry("VRRP", 112),
                    Map.entry("L2TP", 115),
                    Map.entry("SCTP", SCTP),
                    Map.entry("UDPLite", UDPLITE));

    private Protocols() {}

    static int of(String name) {
        Integer known = NUMBERS.get(name);
        if (known != null) {
            return known;
        }
        return NUMBER.matcher(name).matches() ? number(name) & 0xff : EXPERIMENT;
    }

    /** Parses a number; 0 if the text is not one. */
    static int number(String text) {
        return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    }
}
