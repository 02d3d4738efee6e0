package dev.skbtrail.recorder.container;

import dev.skbtrail.recorder.Suggestions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The containers that run on this host, found through the cgroups of their processes. */
public final class Containers {
    private static final Pattern PROCESS = Pattern.compile("\\d{1,9}");

    /** Instead of an inode: the process has ended. */
    private static final long GONE = -1;

    /** Instead of an inode: the process is another user's. */
    private static final long HIDDEN = -2;

    /** Names in an error message. */
    private static final int SHOWN = 20;

    private final Path processes;
    private final RuntimeFiles files;
    private final Map<String, Container> known = new HashMap<>();

    /**
     * The container that a network namespace belongs to.
     *
     * @param process the oldest process in the namespace
     */
    record Owner(Path process, Container container) {
        /** False when the process has ended: the inode may be another namespace's by now. */
        boolean isIn(long namespace) {
            long now = namespaceOf(process);
            return now == namespace || now == HIDDEN;
        }
    }

    /**
     * @param root of the file system; it has {@code proc}
     */
    Containers(Path root) {
        processes = root.resolve("proc");
        files = new RuntimeFiles(root);
    }

    /** Those of this host; what is read about a container is kept. */
    public static Containers ofHost() {
        return new Containers(Path.of("/"));
    }

    /** By inode of the network namespace. */
    public Map<Long, Container> byNamespace() {
        Map<Long, Container> containers = new LinkedHashMap<>();
        owners().forEach((namespace, owner) -> containers.put(namespace, owner.container()));
        return containers;
    }

    /**
     * The owners of network namespaces, by inode: each time the container of the oldest process in
     * it. A namespace whose oldest process runs in no container, such as the host's, has none, even
     * if a container uses it, too.
     */
    Map<Long, Owner> owners() {
        Map<Long, Owner> owners = new LinkedHashMap<>();
        oldest().forEach(
                        (namespace, process) -> {
                            Container container = of(process);
                            if (container != null) {
                                owners.put(namespace, new Owner(process, container));
                            }
                        });
        // Of containers that have ended nothing stays: a recording may run for weeks.
        known.values()
                .retainAll(
                        owners.values().stream().map(Owner::container).collect(Collectors.toSet()));
        return owners;
    }

    /** The oldest process in each network namespace. */
    private Map<Long, Path> oldest() {
        Map<Long, Path> oldest = new LinkedHashMap<>();
        processes().forEach(process -> oldest.putIfAbsent(namespaceOf(process), process));
        oldest.keySet().removeAll(List.of(GONE, HIDDEN));
        return oldest;
    }

    /**
     * Inodes of the network namespaces of a container.
     *
     * @param text its name, its id or the start of its id
     * @throws IllegalArgumentException if no such container runs here, or if it uses the host's
     *     network namespace
     */
    public Set<Long> ofContainer(String text) {
        Set<Long> found =
                own("container " + text, process -> has(process, one -> one.isNamed(text)));
        if (found.isEmpty()) {
            throw unknown(
                    "container",
                    text,
                    names(one -> one.name() == null ? one.shortId() : one.name()));
        }
        return found;
    }

    /**
     * Inodes of the network namespaces of a Kubernetes pod.
     *
     * @param text {@code NAMESPACE/NAME}, or {@code NAME} alone
     * @throws IllegalArgumentException as {@link #ofContainer}
     */
    public Set<Long> ofPod(String text) {
        Set<Long> found = own("pod " + text, process -> has(process, one -> one.isInPod(text)));
        if (found.isEmpty()) {
            throw unknown("pod", text, names(Container::pod));
        }
        return found;
    }

    /**
     * Inodes of the network namespaces of the processes in a cgroup and in those below it.
     *
     * @param text its path in /sys/fs/cgroup or, as /proc/PID/cgroup has it, in its hierarchy
     * @throws IllegalArgumentException when no process is in it, or when one is in the network
     *     namespace of the host
     */
    public Set<Long> ofCgroup(String text) {
        Set<Long> found = own("cgroup " + text, process -> Cgroups.of(process).isIn(text));
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    ("no process is in cgroup '%s': give a path as in /proc/PID/cgroup, such as"
                                    + " /system.slice/nginx.service")
                            .formatted(text));
        }
        return found;
    }

    private boolean has(Path process, Predicate<Container> wanted) {
        Container container = of(process);
        return container != null && wanted.test(container);
    }

    private Set<Long> own(String what, Predicate<Path> wanted) {
        long host = namespaceOf(processes.resolve("1"));
        Set<Long> namespaces = new TreeSet<>();
        for (Path process : processes()) {
            long namespace = wanted.test(process) ? namespaceOf(process) : GONE;
            if (namespace < 0) {
                continue;
            }
            if (namespace == host) {
                throw new IllegalArgumentException(
                        what
                                + " is in the network namespace of the host, so its packets cannot"
                                + " be told from the host's: use --pid, --host or --port");
            }
            namespaces.add(namespace);
        }
        return namespaces;
    }

    private Set<String> names(Function<Container, String> naming) {
        Set<String> names = new TreeSet<>();
        for (Path process : processes()) {
            Container container = of(process);
            if (container != null && naming.apply(container) != null) {
                names.add(naming.apply(container));
            }
        }
        return names;
    }

    private static IllegalArgumentException unknown(String kind, String text, Set<String> others) {
        return new IllegalArgumentException(
                others.isEmpty()
                        ? "no %s '%s': none runs on this host".formatted(kind, text)
                        : "no %s '%s' runs on this host%s; running: %s"
                                .formatted(
                                        kind, text, Suggestions.hint(text, others), some(others)));
    }

    private static String some(Set<String> names) {
        String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        int more = names.size() - SHOWN;
        return more > 0 ? "%s and %d more".formatted(first, more) : first;
    }

    /** Null when it runs in none. */
    private Container of(Path process) {
        String id = Cgroups.of(process).container();
        return id == null ? null : known.computeIfAbsent(id, files::describe);
    }

    private static long namespaceOf(Path process) {
        try {
            return ((Number) Files.getAttribute(process.resolve("ns/net"), "unix:ino")).longValue();
        } catch (AccessDeniedException e) {
            return HIDDEN;
        } catch (IOException e) {
            return GONE;
        }
    }

    /** Oldest first, as far as their numbers say: they start again at 300 when all were used. */
    private List<Path> processes() {
        try (Stream<Path> all = Files.list(processes)) {
            return all.filter(path -> PROCESS.matcher(path.getFileName().toString()).matches())
                    .sorted(Comparator.comparingInt(Containers::number))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static int number(Path process) {
        return Integer.parseInt(process.getFileName().toString());
    }
}
