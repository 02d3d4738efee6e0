package dev.skbtrail.recorder.snapshot;

import java.util.List;

/**
 * The configuration of a network namespace, or of the host, at one point in time.
 *
 * @param netns its inode; {@link #HOST} for everything outside of namespaces
 * @param name in /run/netns, or host; null when it has none
 */
record NamespaceState(long netns, String name, List<Reading> readings) {

    /** No namespace has this inode. */
    static final long HOST = 0;

    NamespaceState {
        readings = List.copyOf(readings);
    }

    /** Returns null when that part was not read. */
    Reading reading(Part part) {
        return readings.stream().filter(reading -> reading.part() == part).findFirst().orElse(null);
    }
}
