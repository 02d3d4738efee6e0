package dev.skbtrail.recorder.recording;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Names of network namespaces by inode, while namespaces come and go. Looked up for each namespace
 * of each row group by the writer thread, and for each line by the printing thread. So it looks
 * again once a second, or earlier for a namespace that is new, and spends a small share of the time
 * on it. A namespace that is gone keeps its name until the kernel reuses its inode for another one.
 */
final class NamespaceNames {
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    /** A look that takes 1 ms is followed by 20 ms without one. */
    private static final int PAUSE = 20;

    private final Function<Set<Long>, Map<Long, String>> scan;
    private final LongSupplier clock;
    private final Set<Long> asked = ConcurrentHashMap.newKeySet();
    private Map<Long, String> known = Map.of();
    private long nextLook;
    private long nextLookForNew;

    /**
     * @param scan returns the current names by inode, at least of the namespaces with these inodes
     * @param clock ns, with any origin
     */
    NamespaceNames(Function<Set<Long>, Map<Long, String>> scan, LongSupplier clock) {
        this.scan = scan;
        this.clock = clock;
        nextLook = clock.getAsLong();
        nextLookForNew = nextLook;
    }

    /** Returns null when the namespace has no name. */
    synchronized String of(long inode) {
        boolean fresh = asked.add(inode);
        long now = clock.getAsLong();
        if (now - (fresh ? nextLookForNew : nextLook) >= 0) {
            known = scan.apply(asked());
            long end = clock.getAsLong();
            nextLook = end + LOOK_NANOS;
            nextLookForNew = end + PAUSE * (end - now);
        }
        return known.get(inode);
    }

    /** The namespaces that appear in the trace, by inode. */
    Set<Long> asked() {
        return Set.copyOf(asked);
    }
}
