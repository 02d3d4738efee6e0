package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.container.Containers;
import dev.skbtrail.recorder.filter.AddressRange;
import dev.skbtrail.recorder.filter.Alternative;
import dev.skbtrail.recorder.filter.BitPattern;
import dev.skbtrail.recorder.filter.FilterKind;
import dev.skbtrail.recorder.filter.KernelName;
import dev.skbtrail.recorder.filter.NamedNumbers;
import dev.skbtrail.recorder.filter.NumberRange;
import dev.skbtrail.recorder.filter.PacketFilter;
import dev.skbtrail.recorder.kernel.InterfaceLister;
import dev.skbtrail.recorder.kernel.Interfaces;
import dev.skbtrail.recorder.kernel.NetworkNamespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Which packets to record. */
final class FilterOptions {
    @Option(
            names = "--host",
            split = ",",
            paramLabel = "ADDRESS",
            description = "Source or destination address or network.")
    private List<String> hosts = new ArrayList<>();

    @Option(
            names = "--src",
            split = ",",
            paramLabel = "ADDRESS",
            description = "Source address or network.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--dst",
            split = ",",
            paramLabel = "ADDRESS",
            description = "Destination address or network.")
    private List<String> destinations = new ArrayList<>();

    @Option(
            names = "--port",
            split = ",",
            paramLabel = "PORT",
            description = "Source or destination port, or a range: 8000-8100.")
    private List<String> ports = new ArrayList<>();

    @Option(names = "--sport", split = ",", paramLabel = "PORT", description = "Source port.")
    private List<String> sourcePorts = new ArrayList<>();

    @Option(names = "--dport", split = ",", paramLabel = "PORT", description = "Destination port.")
    private List<String> destinationPorts = new ArrayList<>();

    @Option(
            names = "--proto",
            split = ",",
            paramLabel = "PROTOCOL",
            description = "tcp, udp, icmp, icmp6, gre, esp ... or a number.")
    private List<String> protocols = new ArrayList<>();

    @Option(names = "--ip-version", paramLabel = "4|6|any", description = "Version of IP.")
    private String ipVersion = "any";

    @Option(
            names = "--icmp-id",
            split = ",",
            paramLabel = "N",
            description = "Identifier of an ICMP echo.")
    private List<String> icmpIds = new ArrayList<>();

    @Option(
            names = "--tcp-flags",
            paramLabel = "FLAGS",
            description = "TCP flags that must be set or, with !, must not be set: syn,!ack.")
    private List<String> tcpFlags = new ArrayList<>();

    @Option(
            names = "--length",
            split = ",",
            paramLabel = "BYTES",
            description = "skb->len in bytes, or a range: 0-64, 1500-.")
    private List<String> lengths = new ArrayList<>();

    @Option(
            names = "--mark",
            split = ",",
            paramLabel = "MARK[/MASK]",
            description = "skb->mark, or some of its bits: 0x10/0xff.")
    private List<String> marks = new ArrayList<>();

    @Option(
            names = "--ethertype",
            split = ",",
            paramLabel = "TYPE",
            description = "arp, ipv4, ipv6 ... or a number: 0x88cc.")
    private List<String> ethertypes = new ArrayList<>();

    @Option(names = "--vlan", split = ",", paramLabel = "ID", description = "VLAN, or a range.")
    private List<String> vlans = new ArrayList<>();

    @Option(
            names = {"--iface", "--interface"},
            split = ",",
            paramLabel = "NAME",
            description = "Network interface, in any namespace.")
    private List<String> interfaces = new ArrayList<>();

    @Option(
            names = "--netns",
            split = ",",
            paramLabel = "NAMESPACE",
            description =
                    "Network namespace: a name from 'ip netns', pid:NUMBER, a path or an inode.")
    private List<String> namespaces = new ArrayList<>();

    @Option(
            names = "--container",
            split = ",",
            paramLabel = "NAME",
            description =
                    "The network namespace of this container: its name or id, as Docker, containerd,"
                            + " CRI-O and Podman have it.")
    private List<String> containers = new ArrayList<>();

    @Option(
            names = "--pod",
            split = ",",
            paramLabel = "POD",
            description =
                    "The network namespace of this Kubernetes pod: NAMESPACE/NAME, or NAME alone.")
    private List<String> pods = new ArrayList<>();

    @Option(
            names = "--cgroup",
            split = ",",
            paramLabel = "PATH",
            description =
                    "The network namespaces of the processes in this cgroup and below it:"
                            + " /system.slice/nginx.service.")
    private List<String> cgroups = new ArrayList<>();

    @Option(
            names = "--pid",
            split = ",",
            paramLabel = "PID",
            description =
                    "Process that is running when the packet is first seen; for an incoming packet,"
                            + " whichever was interrupted.")
    private List<String> processes = new ArrayList<>();

    @Option(
            names = "--comm",
            split = ",",
            paramLabel = "NAME",
            description = "Command name of that process's thread.")
    private List<String> commands = new ArrayList<>();

    /**
     * The part of the filter that can be checked without this host.
     *
     * @throws IllegalArgumentException naming what is wrong and how to write it
     */
    PacketFilter addressed() {
        List<String> versions = ipVersion.equals("any") ? List.of() : List.of(ipVersion);
        return PacketFilter.NONE
                .with(FilterKind.HOST, parse(hosts, AddressRange::parse))
                .with(FilterKind.SRC, parse(sources, AddressRange::parse))
                .with(FilterKind.DST, parse(destinations, AddressRange::parse))
                .with(FilterKind.PORT, parse(ports, NumberRange::port))
                .with(FilterKind.SPORT, parse(sourcePorts, NumberRange::port))
                .with(FilterKind.DPORT, parse(destinationPorts, NumberRange::port))
                .with(FilterKind.PROTOCOL, parse(protocols, NamedNumbers::protocol))
                .with(FilterKind.IP_VERSION, parse(versions, NumberRange::ipVersion))
                .with(FilterKind.ICMP_ID, parse(icmpIds, NumberRange::icmpId))
                .with(FilterKind.TCP_FLAGS, parse(tcpFlags, BitPattern::tcpFlags))
                .with(FilterKind.LEN, parse(lengths, NumberRange::length))
                .with(FilterKind.MARK, parse(marks, BitPattern::mark))
                .with(FilterKind.ETHERTYPE, parse(ethertypes, NamedNumbers::ethertype))
                .with(FilterKind.VLAN_ID, parse(vlans, NumberRange::vlan))
                .with(FilterKind.IFNAME, parse(interfaces, KernelName::ofInterface))
                .with(FilterKind.PID, parse(processes, NumberRange::pid))
                .with(FilterKind.COMM, parse(commands, KernelName::ofCommand));
    }

    /**
     * The whole filter; checks that interfaces, namespaces, containers and processes exist.
     *
     * @throws IllegalArgumentException when one of them does not exist, or there are too many
     *     alternatives
     */
    PacketFilter resolve(NetworkNamespaces host, InterfaceLister lister, Containers running) {
        if (!interfaces.isEmpty()) {
            Interfaces known = Interfaces.scan(host.all(), lister);
            interfaces.forEach(known::require);
        }
        processes.forEach(FilterOptions::requireProcess);
        List<NumberRange> inodes = new ArrayList<>();
        namespaces.forEach(text -> inodes.add(NumberRange.of(host.find(text).inode(), text)));
        add(inodes, containers, running::ofContainer);
        add(inodes, pods, running::ofPod);
        add(inodes, cgroups, running::ofCgroup);
        return addressed().with(FilterKind.NETNS, inodes);
    }

    private static void add(
            List<NumberRange> inodes, List<String> names, Function<String, Set<Long>> finder) {
        for (String name : names) {
            finder.apply(name).forEach(inode -> inodes.add(NumberRange.of(inode, name)));
        }
    }

    private static void requireProcess(String pid) {
        if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
            throw new IllegalArgumentException(
                    "no process " + pid + ": give a number that 'ps' shows, or use --comm");
        }
    }

    private static <T extends Alternative> List<T> parse(
            List<String> texts, Function<String, T> parser) {
        return texts.stream().map(parser).toList();
    }
}
