package dev.skbtrail.analyzer.filter;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One filter: an event matches if it matches any of the alternatives.
 *
 * @param name name of the option, without --
 */
public record Condition(String name, List<Alternative> alternatives) {
    private static <T> Condition of(String name, List<T> values, Function<T, Alternative> maker) {
        return new Condition(name, values.stream().map(maker).toList());
    }

    /** Addresses or networks, as source or destination. */
    public static Condition hosts(List<String> hosts) {
        return of("host", hosts, Alternative::host);
    }

    /** Ports or ranges of them, as source or destination. */
    public static Condition ports(List<String> ports) {
        return of("port", ports, Alternative::port);
    }

    /** Protocols by name. */
    public static Condition protocols(List<String> protocols) {
        return of("proto", protocols, Alternative::protocol);
    }

    /** Interfaces by name. */
    public static Condition interfaces(List<String> interfaces) {
        return of("iface", interfaces, Alternative::iface);
    }

    /** Network namespaces by name or inode. */
    public static Condition namespaces(List<String> namespaces) {
        return of("netns", namespaces, Alternative::netns);
    }

    /** Packets by number. */
    public static Condition packets(List<Long> packets) {
        return of("packet", packets, Alternative::packet);
    }

    /** Flows as reports print them, in either direction. */
    public static Condition flows(List<String> flows) {
        return of("flow", flows, Alternative::flow);
    }

    /** Events at or after a time; null disables the filter. */
    public static Condition since(String moment) {
        return moments("since", " >= ", moment);
    }

    /** Events up to a time; null disables the filter. */
    public static Condition until(String moment) {
        return moments("until", " <= ", moment);
    }

    private static Condition moments(String name, String comparison, String moment) {
        return of(
                name,
                Stream.ofNullable(moment).toList(),
                text -> TimeOffset.compared(comparison, text));
    }

    /** Whether the condition restricts anything. */
    boolean inForce() {
        return !alternatives.isEmpty();
    }

    String text() {
        return name
                + " "
                + alternatives.stream().map(Alternative::text).collect(Collectors.joining(" or "));
    }

    String sql() {
        return alternatives.stream()
                .map(alternative -> "(" + alternative.sql() + ")")
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    Stream<Object> values() {
        return alternatives.stream().flatMap(alternative -> alternative.values().stream());
    }
}
