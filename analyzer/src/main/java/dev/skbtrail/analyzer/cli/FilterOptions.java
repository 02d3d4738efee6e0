package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.filter.Condition;
import dev.skbtrail.analyzer.filter.PacketFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that choose the packets of a trace. */
final class FilterOptions {
    @Option(
            names = "--host",
            split = ",",
            paramLabel = "ADDRESS",
            description = "Source or destination address or network: 10.0.0.1, fd00::/8.")
    private List<String> hosts = new ArrayList<>();

    @Option(
            names = "--port",
            split = ",",
            paramLabel = "PORT",
            description = "Source or destination port: 443, 8000-8099.")
    private List<String> ports = new ArrayList<>();

    @Option(
            names = "--proto",
            split = ",",
            paramLabel = "PROTOCOL",
            description = "tcp, udp, icmp, icmp6, arp ...")
    private List<String> protocols = new ArrayList<>();

    @Option(names = "--iface", split = ",", paramLabel = "NAME", description = "Network interface.")
    private List<String> interfaces = new ArrayList<>();

    @Option(
            names = "--netns",
            split = ",",
            paramLabel = "NAMESPACE",
            description = "Network namespace: name or inode.")
    private List<String> namespaces = new ArrayList<>();

    @Option(
            names = "--packet",
            split = ",",
            paramLabel = "NUMBER",
            converter = PacketNumber.class,
            description = "Packet by its number.")
    private List<Long> packets = new ArrayList<>();

    @Option(
            names = "--flow",
            paramLabel = "FLOW",
            description = "Both directions of \"TCP 10.0.0.1:5000 > 10.0.0.2:80\", ports optional.")
    private List<String> flows = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "From here on: 1.5s (from the start) or 2026-11-21T05:46:20 (UTC).")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Up to here.")
    private String until;

    @Option(
            names = "--where",
            paramLabel = "SQL",
            description = "A condition over the columns of events: \"ttl < 5 AND len > 1000\".")
    private String where;

    /**
     * @throws UserException when the value of an option is invalid
     */
    PacketFilter filter() {
        return filter(List.of());
    }

    /**
     * @param more packets in addition to those of the option
     * @throws UserException when the value of an option is invalid
     */
    PacketFilter filter(List<Long> more) {
        List<Long> chosen = Stream.concat(packets.stream(), more.stream()).toList();
        return new PacketFilter(
                List.of(
                        condition("--host", () -> Condition.hosts(hosts)),
                        condition("--port", () -> Condition.ports(ports)),
                        condition("--proto", () -> Condition.protocols(protocols)),
                        condition("--iface", () -> Condition.interfaces(interfaces)),
                        condition("--netns", () -> Condition.namespaces(namespaces)),
                        condition("--packet", () -> Condition.packets(chosen)),
                        condition("--flow", () -> Condition.flows(flows)),
                        condition("--since", () -> Condition.since(since)),
                        condition("--until", () -> Condition.until(until))),
                where);
    }

    private static Condition condition(String option, Supplier<Condition> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw UserException.usage(option + ": " + e.getMessage());
        }
    }

    static final class PacketNumber extends WholeNumber {
        PacketNumber() {
            super(1, Long.MAX_VALUE);
        }
    }
}
