package dev.skbtrail.analyzer.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One value of one filter.
 *
 * @param text as the user wrote it
 * @param sql expression over the columns of the view {@code events}, with a ? for each value
 * @param values bound to these, in order
 */
record Alternative(String text, String sql, List<Object> values) {
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final Pattern ENDPOINT =
            Pattern.compile(
                    "\\[(?<six>[^\\]]+)\\](?::(?<sixport>\\d{1,5}))?|(?<four>[^:]+):"
                            + "(?<fourport>\\d{1,5})|(?<plain>\\S+)");
    private static final Pattern FLOW =
            Pattern.compile("(?:(\\S+) +)?([^ >]+) *> *([^ >]+)(?: .*)?");

    private static Alternative of(String text, String sql, Object... values) {
        return new Alternative(text, sql, Arrays.asList(values));
    }

    /** An address or a network, as source or destination; its validity is checked in SQL. */
    static Alternative host(String text) {
        String within =
                " IN (SELECT address FROM address"
                        + " WHERE starts_with(bits, (SELECT network_bits(?))))";
        return of(text, "saddr" + within + " OR daddr" + within, text, text);
    }

    /**
     * A port or a range FIRST-LAST, as source or destination.
     *
     * @throws IllegalArgumentException when the text is neither
     */
    static Alternative port(String text) {
        Matcher matcher = PORTS.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " is not a port, as in 443 or 8000-8099");
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        if (first > last || last > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    text + ": ports go from 0 to 65535, lower one first");
        }
        String between = " BETWEEN ? AND ?";
        return of(text, "sport" + between + " OR dport" + between, first, last, first, last);
    }

    /**
     * A protocol as named in the trace, ignoring case; ARP and the IP versions match by ethertype.
     */
    static Alternative protocol(String text) {
        String name = text.equalsIgnoreCase("icmp6") ? "ICMPv6" : text;
        return of(text, "upper(coalesce(protocol, ethertype)) = upper(?)", name);
    }

    /** An interface that the packet is on, comes from or goes to. */
    static Alternative iface(String text) {
        return of(text, "ifname = ? OR in_ifname = ? OR out_ifname = ?", text, text, text);
    }

    /** A namespace by its name or its inode. */
    static Alternative netns(String text) {
        return of(text, "netns_name = ? OR CAST(netns AS VARCHAR) = ?", text, text);
    }

    /** A packet by its number. */
    static Alternative packet(long number) {
        return of(Long.toString(number), "packet = ?", number);
    }

    /**
     * A flow as printed in reports, in either direction; without ports, all ports match.
     *
     * @throws IllegalArgumentException when the text is not a flow
     */
    static Alternative flow(String text) {
        Matcher matcher = FLOW.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    text + " is not a flow, as in \"TCP 10.0.0.1:5000 > 10.0.0.2:80\"");
        }
        Matcher from = endpoint(matcher.group(2));
        Matcher to = endpoint(matcher.group(3));
        String protocol = matcher.group(1);
        Alternative there = direction(from, to);
        Alternative back = direction(to, from);
        String either = "((" + there.sql + ") OR (" + back.sql + "))";
        Stream<Object> values = Stream.concat(there.values.stream(), back.values.stream());
        return protocol == null
                ? new Alternative(text, either, values.toList())
                : new Alternative(
                        text,
                        either + " AND upper(coalesce(protocol, ethertype)) = ?",
                        Stream.concat(values, Stream.of(protocol.toUpperCase(Locale.ROOT)))
                                .toList());
    }

    private static Matcher endpoint(String text) {
        Matcher matcher = ENDPOINT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " is not an address with or without a port");
        }
        return matcher;
    }

    private static Alternative direction(Matcher from, Matcher to) {
        StringBuilder sql = new StringBuilder("saddr = ? AND daddr = ?");
        Stream.Builder<Object> values = Stream.builder();
        values.add(address(from)).add(address(to));
        if (port(from) != null) {
            sql.append(" AND sport = ?");
            values.add(port(from));
        }
        if (port(to) != null) {
            sql.append(" AND dport = ?");
            values.add(port(to));
        }
        return new Alternative("", sql.toString(), values.build().toList());
    }

    private static String address(Matcher endpoint) {
        return first(endpoint, "six", "four", "plain");
    }

    private static Integer port(Matcher endpoint) {
        String port = first(endpoint, "sixport", "fourport");
        return port == null ? null : Integer.valueOf(port);
    }

    private static String first(Matcher matcher, String... groups) {
        for (String group : groups) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return null;
    }
}
