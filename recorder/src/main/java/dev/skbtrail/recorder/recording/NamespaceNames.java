package dev.skbtrail.recorder.recording;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Names of network namespaces by inode, while namespaces come and go. Looked up for each namespace
 * of each row group by the writer thread, and for each line by the printing thread; so it scans at
 * most once a second. A namespace that is gone keeps its name until the kernel reuses its inode for
 * another one.
 */
final class NamespaceNames {
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Supplier<Map<Long, String>> scan;
    private final LongSupplier clock;
    private final Set<Long> asked = ConcurrentHashMap.newKeySet();
    private Map<Long, String> known = Map.of();
    private long nextLook;

    /**
     * @param scan returns the current names by inode
     * @param clock ns, with any origin
     */
    NamespaceNames(Supplier<Map<Long, String>> scan, LongSupplier clock) {
        this.scan = scan;
        this.clock = clock;
        nextLook = clock.getAsLong();
    }

    /** Returns null when the namespace has no name. */
    synchronized String of(long inode) {
        asked.add(inode);
        long now = clock.getAsLong();
        if (now - nextLook >= 0) {
            known = scan.get();
            nextLook = now + LOOK_NANOS;
        }
        return known.get(inode);
    }

    /** The namespaces that appear in the trace, by inode. */
    Set<Long> asked() {
        return Set.copyOf(asked);
    }
}
