package dev.skbtrail.recorder.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that is read of a namespace, and of the host. Reading must not change the host: a tool
 * is not run if its query would load a kernel module.
 */
final class Sources {
    /** The calling thread's directory; /proc/net is that of the process. */
    private static final Path NET = Path.of("/proc/thread-self/net");

    /** Number of the netlink family used by ip xfrm. */
    private static final int NETLINK_XFRM = 6;

    private final List<Source> always = new ArrayList<>();
    private final List<Source> host = CgroupPrograms.mounted().toList();

    /**
     * @param nft nf_tables is in the kernel
     */
    Sources(boolean nft) {
        always.add(new ProcSource(Part.COUNTERS, NET, Counters::read));
        always.add(new ProcSource(Part.SYSCTLS, Path.of("/proc/sys"), Sysctls::read));
        always.add(new ProcSource(Part.LISTENERS, NET, Listeners::read));
        if (nft) {
            // Without -t it would print the elements of sets too, of which there may be millions.
            always.add(Tool.of(Part.NFT, Format.LINES, "nft -a -t list ruleset"));
        }
        always.add(json(Part.IPV4_ROUTES, "ip -j -d -4 route show table all"));
        always.add(json(Part.IPV6_ROUTES, "ip -j -d -6 route show table all"));
        always.add(json(Part.IPV4_RULES, "ip -j -4 rule show"));
        always.add(json(Part.IPV6_RULES, "ip -j -6 rule show"));
        always.add(json(Part.QDISCS, "tc -j -s qdisc show"));
        always.add(new TcFilters());
        // With -d it distinguishes a tun device from others, and shows the state of bridge ports.
        always.add(json(Part.INTERFACES, "ip -j -d -s address show"));
        always.add(json(Part.NEIGHBOURS, "ip -j neighbour show"));
    }

    /** The sources that show the host, in whichever namespace they are read. */
    List<Source> host() {
        return host;
    }

    /** The sources that a namespace usually has. */
    List<Source> all() {
        return always;
    }

    /** The sources that have data for the calling thread's namespace. */
    List<Source> here() {
        List<Source> sources = new ArrayList<>(always);
        if (!Files.exists(NET.resolve("if_inet6"))) {
            sources.removeIf(
                    source ->
                            source.part() == Part.IPV6_ROUTES || source.part() == Part.IPV6_RULES);
        }
        if (hasLegacy("ip_tables_names")) {
            sources.add(lines(Part.IPTABLES, "iptables-legacy-save -c"));
        }
        if (hasLegacy("ip6_tables_names")) {
            sources.add(lines(Part.IP6TABLES, "ip6tables-legacy-save -c"));
        }
        if (hasXfrm()) {
            sources.add(Tool.of(Part.XFRM_POLICIES, Format.XFRM, "ip -s xfrm policy list"));
            // Keys are secret.
            sources.add(Tool.of(Part.XFRM_STATES, Format.XFRM, "ip -s xfrm state list nokeys"));
        }
        return sources;
    }

    /** True if the kernel's own xfrm socket exists: then a query loads no module. */
    private static boolean hasXfrm() {
        try (Stream<String> sockets = Files.lines(NET.resolve("netlink"))) {
            return sockets.anyMatch(line -> line.matches("\\w+ +" + NETLINK_XFRM + " +0 .*"));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static boolean hasLegacy(String names) {
        try {
            return !Files.readString(NET.resolve(names)).isBlank();
        } catch (IOException e) {
            return false;
        }
    }

    private static Tool json(Part part, String command) {
        return Tool.of(part, Format.JSON_ARRAY, command);
    }

    private static Tool lines(Part part, String command) {
        return Tool.of(part, Format.LINES, command);
    }
}
