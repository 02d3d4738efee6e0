package dev.skbtrail.analyzer.bundle;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Maps each value by its kind; with the same key, a value is mapped the same in every file. */
final class Mapping {
    /** Replaces what was removed. */
    static final String REMOVED = "[removed]";

    private static final Pattern KERNEL = Pattern.compile("[A-Za-z0-9_.+:;|/ ()\\[\\]<>,-]*");

    /** Names given by the kernel never look like an address. */
    private static final Pattern DOTTED = Pattern.compile(".*\\d+\\.\\d+\\.\\d+\\.\\d+.*");

    private static final Pattern COLONS = Pattern.compile(".*[0-9a-fA-F]*:[0-9a-fA-F]*:.*");

    private static final Pattern RELEASE =
            Pattern.compile(
                    "(\\d+(?:[.-]\\d+)*(?:-(?:amd64|cloud-amd64|rt-amd64|generic|lowlatency|default|aws"
                            + "|azure|gcp|kvm|lts))?)(.*)",
                    Pattern.DOTALL);

    private static final Pattern OF_INTERFACE =
            Pattern.compile("(net/ipv[46]/(?:conf|neigh)/)(.+)(/[a-z0-9_]+)");

    /** Kernel threads; the rest of the name may contain an interface. */
    private static final Pattern THREAD =
            Pattern.compile(
                    "(?:swapper|ksoftirqd|migration|cpuhp|idle_inject|rcuc|rcuop|rcuog)/\\d+"
                            + "|rcu_(?:preempt|sched|bh|gp)|kworker/u?\\d+:\\d+H?|kthreadd");

    /** Names that do not identify their user. */
    private static final Map<Kind, Set<String>> KEPT =
            Map.of(
                    Kind.INTERFACE, Set.of("lo", "all", "default", ""),
                    Kind.NETNS, Set.of("host", ""),
                    Kind.HOST, Set.of("localhost", ""),
                    Kind.COMM, Set.of(""),
                    Kind.CGROUP, Set.of(""),
                    Kind.WORD, Set.of(""),
                    Kind.NFT,
                            Set.of(
                                    "",
                                    "filter",
                                    "nat",
                                    "mangle",
                                    "raw",
                                    "security",
                                    "broute",
                                    "INPUT",
                                    "FORWARD",
                                    "OUTPUT",
                                    "PREROUTING",
                                    "POSTROUTING",
                                    "BROUTING",
                                    "input",
                                    "forward",
                                    "output",
                                    "prerouting",
                                    "postrouting",
                                    "ingress",
                                    "egress"));

    private static final long KERNEL_SPACE = -1L << 47;
    private static final long LAST_ERROR = -4095;

    private final AddressMap addresses;
    private final MacMap macs;
    private final Names names;
    private final Map<Kind, Permutation> numbers = new HashMap<>();
    private final Changes changes;

    Mapping(Key key, boolean keepVendor, Changes changes) {
        this.addresses = new AddressMap(key.derive("address"));
        this.macs = new MacMap(key.derive("mac"), addresses, keepVendor);
        this.names = new Names(key);
        this.changes = changes;
        for (Kind kind : Kind.values()) {
            Kind purpose = kind == Kind.RESULT ? Kind.POINTER : kind;
            if (kind.isNumber()) {
                numbers.put(kind, new Permutation(key.derive("number " + purpose)));
            }
        }
    }

    Changes changes() {
        return changes;
    }

    /**
     * Maps a text.
     *
     * @param where counts the removals
     */
    String text(Kind kind, String value, String where) {
        return switch (kind) {
            case KEPT -> value;
            case KERNEL -> isKernel(value) ? value : removed(where);
            case RELEASE -> release(value, where);
            case SYSCTL -> sysctl(value, where);
            case ADDRESS, MAC -> address(value, where);
            default -> name(kind, value);
        };
    }

    private static boolean isKernel(String value) {
        return KERNEL.matcher(value).matches()
                && !DOTTED.matcher(value).matches()
                && !COLONS.matcher(value).matches();
    }

    private String removed(String where) {
        changes.removed(where);
        return REMOVED;
    }

    private String release(String value, String where) {
        Matcher release = RELEASE.matcher(value);
        if (!release.matches()) {
            return removed(where);
        }
        if (!release.group(2).isEmpty()) {
            changes.removed(where);
        }
        return release.group(1);
    }

    private String sysctl(String path, String where) {
        Matcher found = OF_INTERFACE.matcher(path);
        return found.matches()
                ? found.group(1) + name(Kind.INTERFACE, found.group(2)) + found.group(3)
                : text(Kind.KERNEL, path, where);
    }

    /** Maps an IP address, a network or a MAC address. Returns null for any other text. */
    String addressOrNull(String value) {
        String mapped = value.contains("/") ? addresses.network(value) : addresses.address(value);
        if (mapped != null) {
            return counted(Kind.ADDRESS, value, mapped);
        }
        String mac = macs.map(value);
        return mac == null ? null : counted(Kind.MAC, value, mac);
    }

    private String address(String value, String where) {
        String mapped = addressOrNull(value);
        return mapped == null ? removed(where) : mapped;
    }

    /** Maps a name that the user gave. */
    String name(Kind kind, String name) {
        if (KEPT.get(kind).contains(name) || kind == Kind.COMM && THREAD.matcher(name).matches()) {
            return name;
        }
        return counted(kind, name, names.of(kind, name));
    }

    private String counted(Kind kind, String value, String mapped) {
        if (!mapped.equals(value)) {
            changes.mapped(kind, value);
        }
        return mapped;
    }

    /** Maps a number. */
    long number(Kind kind, long value) {
        Permutation permutation = numbers.get(kind);
        long mapped =
                switch (kind) {
                    case RESULT ->
                            value >= KERNEL_SPACE && value < LAST_ERROR
                                    ? permutation.map(value, 48)
                                    : value;
                    case POINTER -> permutation.map(value, 48);
                    case PROCESS -> ranged(permutation, value, 22, 30);
                    case COOKIE -> ranged(permutation, value, 32, 62);
                    case INODE -> permutation.map(value, 28);
                    default -> permutation.map(value, 32);
                };
        if (mapped != value) {
            changes.mapped(kind, value);
        }
        return mapped;
    }

    /** Small numbers stay small, so that typical values still look typical. */
    private static long ranged(Permutation permutation, long value, int small, int large) {
        return value >>> small == 0
                ? permutation.map(value, small)
                : permutation.map(value, large, other -> other >>> small != 0);
    }
}
