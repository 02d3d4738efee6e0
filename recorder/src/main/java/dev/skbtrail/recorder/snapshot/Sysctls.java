package dev.skbtrail.recorder.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sysctls that affect packets, of the calling thread's network namespace. No others are read:
 * some hold secrets (stable_secret, tcp_fastopen_key).
 */
final class Sysctls {
    private static final List<String> NAMES =
            List.of(
                    "net/core/default_qdisc",
                    "net/core/netdev_max_backlog",
                    "net/core/rmem_max",
                    "net/core/somaxconn",
                    "net/ipv4/ip_forward",
                    "net/ipv4/ip_default_ttl",
                    "net/ipv4/ip_no_pmtu_disc",
                    "net/ipv4/icmp_echo_ignore_all",
                    "net/ipv4/icmp_echo_ignore_broadcasts",
                    "net/ipv4/icmp_ratelimit",
                    "net/ipv4/tcp_abort_on_overflow",
                    "net/ipv4/tcp_l3mdev_accept",
                    "net/ipv4/tcp_max_syn_backlog",
                    "net/ipv4/tcp_mem",
                    "net/ipv4/tcp_syncookies",
                    "net/ipv4/udp_l3mdev_accept",
                    "net/ipv4/udp_mem",
                    "net/ipv4/neigh/default/gc_thresh3",
                    "net/ipv6/bindv6only",
                    "net/ipv6/icmp/echo_ignore_all",
                    "net/ipv6/neigh/default/gc_thresh3",
                    "net/netfilter/nf_conntrack_buckets",
                    "net/netfilter/nf_conntrack_count",
                    "net/netfilter/nf_conntrack_max",
                    "net/netfilter/nf_conntrack_checksum",
                    "net/netfilter/nf_conntrack_tcp_be_liberal",
                    "net/netfilter/nf_conntrack_tcp_loose",
                    "net/bridge/bridge-nf-call-arptables",
                    "net/bridge/bridge-nf-call-ip6tables",
                    "net/bridge/bridge-nf-call-iptables");

    private static final List<String> OF_INTERFACE_4 =
            List.of(
                    "accept_local",
                    "forwarding",
                    "log_martians",
                    "route_localnet",
                    "rp_filter",
                    "send_redirects",
                    "src_valid_mark");

    private static final List<String> OF_INTERFACE_6 = List.of("disable_ipv6", "forwarding");

    private static final int LENGTH_MAX = 256;

    private Sysctls() {}

    /**
     * @param directory /proc/sys
     * @param items gets {name, value}: the name is the path below the directory, because interface
     *     names may contain dots
     * @throws IOException when an existing one cannot be read; the others are read first
     */
    static void read(Path directory, Items items) throws IOException {
        IOException failure = null;
        for (String name : names(directory)) {
            try {
                String value = value(directory.resolve(name));
                items.add(
                        json -> {
                            json.writeStartObject();
                            json.writeStringField("name", name);
                            json.writeStringField("value", value);
                            json.writeEndObject();
                        });
            } catch (NoSuchFileException e) {
                // Another kernel version, a module that is not loaded, or an interface that is
                // gone.
                continue;
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * In one read: the kernel returns nothing to a second one, and Files reads a single byte first.
     */
    private static String value(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = new byte[LENGTH_MAX];
            int length = Math.max(0, in.read(bytes));
            return new String(bytes, 0, length, StandardCharsets.UTF_8).strip();
        }
    }

    /** Sysctls of the whole namespace come first: there may be thousands of interfaces. */
    private static List<String> names(Path directory) throws IOException {
        List<String> names = new ArrayList<>(NAMES);
        addOfInterfaces(directory, "net/ipv4/conf", OF_INTERFACE_4, names);
        addOfInterfaces(directory, "net/ipv6/conf", OF_INTERFACE_6, names);
        return names;
    }

    private static void addOfInterfaces(
            Path directory, String parent, List<String> of, List<String> names) throws IOException {
        Path conf = directory.resolve(parent);
        if (!Files.isDirectory(conf)) {
            return;
        }
        try (Stream<Path> interfaces = Files.list(conf)) {
            interfaces
                    .map(path -> path.getFileName().toString())
                    .sorted(
                            Comparator.comparing((String name) -> !name.equals("all"))
                                    .thenComparing(name -> !name.equals("default"))
                                    .thenComparing(Comparator.naturalOrder()))
                    .forEach(name -> of.forEach(key -> names.add(parent + "/" + name + "/" + key)));
        }
    }
}
