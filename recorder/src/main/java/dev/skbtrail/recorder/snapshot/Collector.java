package dev.skbtrail.recorder.snapshot;

import dev.skbtrail.recorder.kernel.NetworkNamespace;
import dev.skbtrail.recorder.libbpf.NetnsThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Reads the configuration of namespaces, within bounds of time and size. */
final class Collector {
    /** Of one tool, after which it is killed, and not asked again. */
    private static final Duration TOOL_TIMEOUT = Duration.ofSeconds(2);

    private final Sources sources;
    private final long own;
    private final LongSupplier clock;
    private final Limits limits;
    private final Set<Part> hanging = new HashSet<>();

    /**
     * @param own inode of the recorder's namespace: no privilege is needed for it
     * @param clock ns since 1970 UTC
     */
    Collector(Sources sources, long own, LongSupplier clock, Limits limits) {
        this.sources = sources;
        this.own = own;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * @param namespaces in the order in which they are read
     * @return one for each that there was time for
     */
    List<NamespaceState> read(List<NetworkNamespace> namespaces, Deadline deadline) {
        List<NamespaceState> states = new ArrayList<>();
        long room = limits.all();
        for (NetworkNamespace namespace : namespaces) {
            if (deadline.isOver()) {
                break;
            }
            // The rest is for those behind: one large table must not hide all other namespaces.
            long share = room / 2;
            List<Reading> readings = read(namespace, share, deadline);
            room -=
                    readings.stream()
                            .flatMap(r -> r.items().stream())
                            .mapToLong(String::length)
                            .sum();
            states.add(new NamespaceState(namespace.inode(), namespace.name(), readings));
        }
        return states;
    }

    private List<Reading> read(NetworkNamespace namespace, long share, Deadline deadline) {
        try {
            if (namespace.inode() == own) {
                return readHere(share, deadline);
            }
            return NetnsThread.call(namespace.path(), () -> readHere(share, deadline));
        } catch (RuntimeException e) {
            // It has gone, or may not be entered; a recording fails for no reason of a snapshot.
            return List.of(
                    new Reading(
                            Part.COUNTERS, "", clock.getAsLong(), List.of(), 0, e.getMessage()));
        }
    }

    private List<Reading> readHere(long share, Deadline deadline) {
        List<Reading> readings = new ArrayList<>();
        long room = share;
        for (Source source : sources.here()) {
            Items items = new Items(Math.min(limits.part(), room));
            long time = clock.getAsLong();
            String problem = problem(source, items, deadline);
            readings.add(
                    new Reading(
                            source.part(),
                            source.text(),
                            time,
                            items.kept(),
                            items.leftOut(),
                            problem));
            room -= items.bytes();
        }
        return readings;
    }

    private String problem(Source source, Items items, Deadline deadline) {
        if (deadline.isOver()) {
            return "there was no time left to read it";
        }
        if (hanging.contains(source.part())) {
            return "not read, for it took too long elsewhere";
        }
        Duration left = deadline.left();
        Duration timeout = left.compareTo(TOOL_TIMEOUT) < 0 ? left : TOOL_TIMEOUT;
        long begin = System.nanoTime();
        String problem = source.read(items, timeout);
        if (problem != null && System.nanoTime() - begin >= TOOL_TIMEOUT.toNanos()) {
            hanging.add(source.part());
        }
        return problem;
    }
}
