package dev.skbtrail.recorder.filter;

import dev.skbtrail.recorder.NearNames;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A protocol above IP.
 *
 * @param number as in the IP header, 0 to 255
 * @param text as the user wrote it
 */
public record Protocol(int number, String text) {
    private static final int MAX = 255;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    /**
     * Names as /etc/protocols and tcpdump write them; a file on the machine could be missing or
     * differ.
     */
    private static final Map<String, Integer> NUMBERS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("icmp", 1),
                            Map.entry("igmp", 2),
                            Map.entry("ipip", 4),
                            Map.entry("tcp", 6),
                            Map.entry("egp", 8),
                            Map.entry("udp", 17),
                            Map.entry("dccp", 33),
                            Map.entry("ipv6", 41),
                            Map.entry("rsvp", 46),
                            Map.entry("gre", 47),
                            Map.entry("esp", 50),
                            Map.entry("ah", 51),
                            Map.entry("icmp6", 58),
                            Map.entry("icmpv6", 58),
                            Map.entry("ospf", 89),
                            Map.entry("pim", 103),
                            Map.entry("vrrp", 112),
                            Map.entry("l2tp", 115),
                            Map.entry("sctp", 132),
                            Map.entry("udplite", 136)));

    /**
     * Reads a name ({@code tcp}, in any case) or a number.
     *
     * @throws IllegalArgumentException naming the protocols that have a name
     */
    public static Protocol parse(String text) {
        Integer number = NUMBERS.get(text.toLowerCase(Locale.ROOT));
        if (number != null) {
            return new Protocol(number, text);
        }
        if (NUMBER.matcher(text).matches() && Integer.parseInt(text) <= MAX) {
            return new Protocol(Integer.parseInt(text), text);
        }
        throw new IllegalArgumentException(
                "unknown protocol '%s'%s: write a number from 0 to 255 or one of %s"
                        .formatted(
                                text,
                                NearNames.hint(text, NUMBERS.keySet()),
                                String.join(", ", NUMBERS.keySet())));
    }
}
