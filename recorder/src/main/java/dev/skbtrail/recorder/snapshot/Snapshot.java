package dev.skbtrail.recorder.snapshot;

import dev.skbtrail.recorder.kernel.NetworkNamespace;
import dev.skbtrail.recorder.kernel.NetworkNamespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * The configuration of the network namespaces that a trace is about, before the first packet and
 * after the last. It is read in parallel with the recorder's other work. Any failure is noted in
 * the snapshot and makes nothing else fail.
 */
public final class Snapshot {
    /** Maximum number of namespaces that are read: each costs some 50 ms and 10 to 30 kB. */
    private static final int NAMESPACES = 32;

    /** The start waits this long even if the probes are attached sooner. */
    private static final Duration START_LEAST = Duration.ofSeconds(1);

    /** Reading never takes longer than this. */
    public static final Duration MOST = Duration.ofMinutes(1);

    private final Collector first;
    private final Collector last;
    private final Duration endLeast;
    private final Deadline starting = new Deadline(MOST);
    private final CompletableFuture<List<NamespaceState>> start = new CompletableFuture<>();

    /**
     * @param first reads at the start; null when nothing is to be read
     * @param last reads at the end
     * @param endLeast time limit for the end, longer only where the machine is slow
     */
    private Snapshot(Collector first, Collector last, Duration endLeast) {
        this.first = first;
        this.last = last;
        this.endLeast = endLeast;
    }

    /** Reads nothing. */
    public static Snapshot none() {
        return new Snapshot(null, null, Duration.ZERO);
    }

    /**
     * Begins to read the current configuration, in a thread of its own.
     *
     * @param nft nf_tables is in the kernel
     * @param chosen namespaces that the user asks for, read first
     * @param clock ns since 1970 UTC
     * @param endLeast time for reading at the end; a slow machine gets more
     */
    public static Snapshot begin(
            boolean nft, Collection<Long> chosen, LongSupplier clock, Duration endLeast) {
        NetworkNamespaces all = NetworkNamespaces.scan();
        long own = all.current().inode();
        Sources sources = new Sources(nft);
        Snapshot snapshot =
                new Snapshot(
                        new Collector(sources, own, clock, Limits.START),
                        new Collector(sources, own, clock, Limits.END),
                        endLeast);
        List<NetworkNamespace> order = order(all, own, chosen);
        order.addAll(all.all().stream().filter(other -> !order.contains(other)).toList());
        Thread thread = new Thread(() -> snapshot.readStart(order), "snapshot");
        thread.setDaemon(true);
        thread.start();
        return snapshot;
    }

    private void readStart(List<NetworkNamespace> namespaces) {
        try {
            start.complete(read(first, namespaces, starting));
        } catch (RuntimeException e) {
            // No one may wait for it forever.
            start.complete(List.of());
        }
    }

    /**
     * Ends reading at the start, because the recording begins now: what has not been read is left
     * out.
     */
    public void endStart() {
        if (first == null) {
            return;
        }
        starting.now(START_LEAST);
        start.join();
    }

    /**
     * What was read at the start, as the value of the footer's skbtrail.snapshot; null when nothing
     * was to be read. After {@link #endStart}.
     */
    public String soFar() {
        if (first == null) {
            return null;
        }
        Map<Long, NamespaceState> read = new LinkedHashMap<>();
        start.join().forEach(state -> read.put(state.netns(), state));
        return new SnapshotJson(read, List.of(), 0).text();
    }

    /**
     * Reads the current configuration again.
     *
     * @param met namespaces that the trace is about
     * @param pace how long the probes took to attach and detach: a machine that is slow at this is
     *     slow at reading too, and gets as much time
     * @return the value of the footer's skbtrail.snapshot; null when nothing was to be read
     */
    public String finish(Set<Long> met, Duration pace) {
        if (last == null) {
            return null;
        }
        NetworkNamespaces all = NetworkNamespaces.scan();
        long own = all.current().inode();
        List<NetworkNamespace> concerned = order(all, own, met);
        List<NamespaceState> end = read(last, concerned, end(pace));
        Map<Long, NamespaceState> before = new LinkedHashMap<>();
        for (NamespaceState state : start.join()) {
            if (state.netns() == own
                    || state.netns() == NamespaceState.HOST
                    || met.contains(state.netns())) {
                before.put(state.netns(), state);
            }
        }
        long read = end.stream().filter(state -> state.netns() != NamespaceState.HOST).count();
        return new SnapshotJson(before, end, (int) Math.max(0, concerned.size() - read)).text();
    }

    private static List<NamespaceState> read(
            Collector collector, List<NetworkNamespace> namespaces, Deadline deadline) {
        // The host first: it costs little, and there are many namespaces.
        List<NamespaceState> states = new ArrayList<>();
        collector.readHost(deadline).ifPresent(states::add);
        states.addAll(collector.read(some(namespaces), deadline));
        return states;
    }

    private Deadline end(Duration pace) {
        Duration time = pace.compareTo(endLeast) < 0 ? endLeast : pace;
        return new Deadline(time.compareTo(MOST) < 0 ? time : MOST);
    }

    /** The wanted namespaces, then the recorder's own. */
    private static List<NetworkNamespace> order(
            NetworkNamespaces all, long own, Collection<Long> wanted) {
        List<NetworkNamespace> order = new ArrayList<>();
        all.all().stream()
                .filter(namespace -> namespace.inode() != own)
                .filter(namespace -> wanted.contains(namespace.inode()))
                .forEach(order::add);
        order.add(all.current());
        return order;
    }

    private static List<NetworkNamespace> some(List<NetworkNamespace> namespaces) {
        return namespaces.subList(0, Math.min(NAMESPACES, namespaces.size()));
    }
}
