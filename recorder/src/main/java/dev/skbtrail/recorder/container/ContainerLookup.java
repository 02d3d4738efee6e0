package dev.skbtrail.recorder.container;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The containers of network namespaces, while containers come and go. It reads them at once, while
 * it has the privileges; later it reads all of /proc only for a namespace that it does not know,
 * and again after a while for those that had no container.
 */
public final class ContainerLookup {
    private static final long FORGET_NANOS = Duration.ofSeconds(10).toNanos();

    private final Containers containers;
    private final LongSupplier clock;
    private final Set<Long> without = new HashSet<>();
    private final Map<Long, Containers.Owner> owners;
    private long forget;

    /**
     * @param clock ns, with any origin
     */
    public ContainerLookup(Containers containers, LongSupplier clock) {
        this.containers = containers;
        this.clock = clock;
        forget = clock.getAsLong();
        owners = new HashMap<>(containers.owners());
    }

    /**
     * Labels of containers, by inode of their network namespace.
     *
     * @param wanted inodes; a namespace that belongs to no container is left out
     */
    public Map<Long, String> labels(Set<Long> wanted) {
        owners.entrySet().removeIf(owner -> !owner.getValue().isIn(owner.getKey()));
        long now = clock.getAsLong();
        if (now - forget >= 0) {
            without.clear();
            forget = now + FORGET_NANOS;
        }
        Set<Long> unknown = new HashSet<>(wanted);
        unknown.removeAll(owners.keySet());
        unknown.removeAll(without);
        if (!unknown.isEmpty()) {
            // A recorder without privileges finds none, and keeps those that it knows.
            owners.putAll(containers.owners());
            unknown.removeAll(owners.keySet());
            without.addAll(unknown);
        }
        Map<Long, String> labels = new HashMap<>();
        owners.forEach((namespace, owner) -> labels.put(namespace, owner.container().label()));
        return labels;
    }
}
