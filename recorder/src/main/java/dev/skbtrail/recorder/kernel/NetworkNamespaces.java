package dev.skbtrail.recorder.kernel;

import dev.skbtrail.recorder.Suggestions;
import dev.skbtrail.recorder.container.Container;
import dev.skbtrail.recorder.container.Containers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The network namespaces of this host that are kept alive by a name in /run/netns or by a process;
 * the caller's own comes first. The namespaces of other users' processes are visible only to a
 * privileged caller.
 */
public final class NetworkNamespaces {
    private static final Path NAMES = Path.of("/run/netns");
    private static final Path PROCESSES = Path.of("/proc");
    private static final Path OWN = PROCESSES.resolve("self/ns/net");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final String PROCESS_PREFIX = "pid:";

    /** Name of the initial namespace when /run/netns has no name for it. */
    static final String HOST = "host";

    /** The namespace of process 1, which stays in the initial namespace. */
    private static final Path INITIAL = PROCESSES.resolve("1/ns/net");

    /** Read once, while the recorder still has the privileges; it never changes. */
    private static final long INITIAL_INODE = attribute(INITIAL, "unix:ino");

    /**
     * PROC_PID_INIT_INO in include/linux/proc_ns.h: in any other PID namespace, process 1 belongs
     * to a container.
     */
    private static final long INITIAL_PROCESSES = 0xEFFFFFFCL;

    /** How containerd (cni-UUID) and CRI-O (UUID) name the namespaces that they make for pods. */
    private static final Pattern GENERATED =
            Pattern.compile("(cni-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Map<Long, NetworkNamespace> byInode = new LinkedHashMap<>();

    private NetworkNamespaces() {}

    /** Scans once; namespaces come and go. */
    public static NetworkNamespaces scan() {
        NetworkNamespaces found = new NetworkNamespaces();
        found.add(OWN, null, ProcessHandle.current().pid());
        named().forEach(path -> found.add(path, path.getFileName().toString(), 0));
        if (mayNameHost()) {
            found.add(INITIAL, HOST, 1);
        }
        for (Path path : list(PROCESSES)) {
            String process = path.getFileName().toString();
            if (NUMBER.matcher(process).matches()) {
                found.add(path.resolve("ns/net"), null, Long.parseLong(process));
            }
        }
        Containers.ofHost().byNamespace().forEach(found::nameAfter);
        return found;
    }

    /**
     * Names by inode, without scanning all processes.
     *
     * @param containers labels of containers, by inode
     */
    public static Map<Long, String> names(Map<Long, String> containers) {
        Map<Long, String> names = new LinkedHashMap<>();
        for (Path path : named()) {
            names.putIfAbsent(attribute(path, "unix:ino"), path.getFileName().toString());
        }
        if (INITIAL_INODE >= 0 && mayNameHost()) {
            names.putIfAbsent(INITIAL_INODE, HOST);
        }
        containers.forEach((inode, label) -> names.merge(inode, label, NetworkNamespaces::better));
        return names;
    }

    /** A name that someone chose; not the one that a container runtime generated. */
    private static String better(String name, String container) {
        return name == null || GENERATED.matcher(name).matches() ? container : name;
    }

    /**
     * Not in a container with its own PID namespace, nor where the name already denotes another
     * namespace.
     */
    private static boolean mayNameHost() {
        return attribute(PROCESSES.resolve("self/ns/pid"), "unix:ino") == INITIAL_PROCESSES
                && !Files.exists(NAMES.resolve(HOST));
    }

    /** After the mount is gone, ip-netns leaves an ordinary empty file behind. */
    private static List<Path> named() {
        long device = attribute(OWN, "unix:dev");
        return list(NAMES).stream().filter(path -> attribute(path, "unix:dev") == device).toList();
    }

    public Collection<NetworkNamespace> all() {
        return List.copyOf(byInode.values());
    }

    /** The namespace of this process. */
    public NetworkNamespace current() {
        return byInode.values().iterator().next();
    }

    /**
     * Finds the namespace that a user means: a name in /run/netns or that of a container or pod,
     * the inode number, {@code pid:1234} or a path.
     *
     * @throws IllegalArgumentException when there is no such namespace
     */
    public NetworkNamespace find(String text) {
        for (NetworkNamespace namespace : byInode.values()) {
            boolean file = namespace.path().equals(NAMES.resolve(text));
            if (file || text.equals(namespace.name())) {
                return namespace;
            }
        }
        NetworkNamespace found =
                NUMBER.matcher(text).matches() ? byInode.get(Long.parseLong(text)) : atPath(text);
        if (found == null) {
            List<String> names =
                    byInode.values().stream()
                            .map(NetworkNamespace::name)
                            .filter(Objects::nonNull)
                            .sorted()
                            .toList();
            throw new IllegalArgumentException(
                    ("no network namespace '%s'%s: give a name from 'ip netns list' (%s),"
                                    + " pid:NUMBER, a path or an inode")
                            .formatted(
                                    text,
                                    Suggestions.hint(text, names),
                                    names.isEmpty() ? "none here" : String.join(", ", names)));
        }
        return found;
    }

    private NetworkNamespace atPath(String text) {
        Path path = null;
        if (text.startsWith(PROCESS_PREFIX)) {
            String process = text.substring(PROCESS_PREFIX.length());
            path =
                    NUMBER.matcher(process).matches()
                            ? PROCESSES.resolve(process + "/ns/net")
                            : null;
        } else if (text.contains("/")) {
            path = Path.of(text);
        }
        if (path == null || attribute(path, "unix:dev") != attribute(OWN, "unix:dev")) {
            return null;
        }
        long inode = attribute(path, "unix:ino");
        NetworkNamespace known = byInode.get(inode);
        return known != null ? known : new NetworkNamespace(inode, null, path, 0);
    }

    private void add(Path path, String name, long process) {
        long inode = attribute(path, "unix:ino");
        if (inode < 0) {
            return;
        }
        NetworkNamespace known = byInode.get(inode);
        if (known == null) {
            byInode.put(inode, new NetworkNamespace(inode, name, path, process));
            return;
        }
        // The first file is kept: a name outlives the processes.
        byInode.put(
                inode,
                new NetworkNamespace(
                        inode,
                        known.name() == null ? name : known.name(),
                        known.path(),
                        known.process() == 0 ? process : known.process()));
    }

    private void nameAfter(long inode, Container container) {
        byInode.computeIfPresent(
                inode,
                (same, known) ->
                        new NetworkNamespace(
                                inode,
                                better(known.name(), container.label()),
                                known.path(),
                                known.process()));
    }

    /** -1 when the file is gone or may not be read. */
    private static long attribute(Path path, String name) {
        try {
            return ((Number) Files.getAttribute(path, name)).longValue();
        } catch (IOException e) {
            return -1;
        }
    }

    private static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
