package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.filter.AddressRange;
import dev.skbtrail.recorder.filter.NamespaceMatch;
import dev.skbtrail.recorder.filter.PacketFilter;
import dev.skbtrail.recorder.filter.Port;
import dev.skbtrail.recorder.filter.Protocol;
import dev.skbtrail.recorder.kernel.InterfaceLister;
import dev.skbtrail.recorder.kernel.Interfaces;
import dev.skbtrail.recorder.kernel.NetworkNamespaces;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which packets to record. */
final class FilterOptions {
    @Option(
            names = "--host",
            split = ",",
            paramLabel = "ADDRESS",
            description = "Source or destination address or network.")
    private List<AddressRange> hosts = new ArrayList<>();

    @Option(
            names = "--src",
            split = ",",
            paramLabel = "ADDRESS",
            description = "Source address or network.")
    private List<AddressRange> sources = new ArrayList<>();

    @Option(
            names = "--dst",
            split = ",",
            paramLabel = "ADDRESS",
            description = "Destination address or network.")
    private List<AddressRange> destinations = new ArrayList<>();

    @Option(
            names = "--port",
            split = ",",
            paramLabel = "PORT",
            description = "Source or destination port.")
    private List<Port> ports = new ArrayList<>();

    @Option(names = "--sport", split = ",", paramLabel = "PORT", description = "Source port.")
    private List<Port> sourcePorts = new ArrayList<>();

    @Option(names = "--dport", split = ",", paramLabel = "PORT", description = "Destination port.")
    private List<Port> destinationPorts = new ArrayList<>();

    @Option(
            names = "--proto",
            split = ",",
            paramLabel = "PROTOCOL",
            description = "tcp, udp, icmp, icmp6, gre, esp ... or a number.")
    private List<Protocol> protocols = new ArrayList<>();

    @Option(
            names = {"--iface", "--interface"},
            split = ",",
            paramLabel = "NAME",
            description = "Network interface, in whatever namespace.")
    private List<String> interfaces = new ArrayList<>();

    @Option(
            names = "--netns",
            split = ",",
            paramLabel = "NAMESPACE",
            description =
                    "Network namespace: a name from 'ip netns', pid:NUMBER, a path or an inode.")
    private List<String> namespaces = new ArrayList<>();

    /** The filter without what this host must be asked about. */
    PacketFilter addressed() {
        return new PacketFilter(
                sources,
                destinations,
                hosts,
                sourcePorts,
                destinationPorts,
                ports,
                protocols,
                interfaces,
                List.of());
    }

    /**
     * The whole filter: interfaces and namespaces exist.
     *
     * @throws IllegalArgumentException when an interface or a namespace does not exist, or there
     *     are too many alternatives
     */
    PacketFilter resolve(NetworkNamespaces host, InterfaceLister lister) {
        PacketFilter filter = addressed();
        List<NamespaceMatch> matches =
                namespaces.stream()
                        .map(text -> new NamespaceMatch(host.find(text).inode(), text))
                        .toList();
        if (!interfaces.isEmpty()) {
            Interfaces known = Interfaces.scan(host.all(), lister);
            interfaces.forEach(known::require);
        }
        return new PacketFilter(
                filter.sources(),
                filter.destinations(),
                filter.hosts(),
                filter.sourcePorts(),
                filter.destinationPorts(),
                filter.ports(),
                filter.protocols(),
                filter.interfaces(),
                matches);
    }
}
