package dev.skbtrail.recorder.snapshot;

import java.util.List;

/**
 * One part of the configuration at one point in time.
 *
 * @param source the command or file that it was read from
 * @param time ns since 1970 UTC
 * @param items each one JSON value; see {@code queries/schema/snapshot.csv}
 * @param leftOut how many more there were
 * @param problem why it is not known, or not all of it, in one line; null when nothing failed
 */
record Reading(
        Part part, String source, long time, List<String> items, long leftOut, String problem) {

    Reading {
        items = List.copyOf(items);
    }

    /** Size of the items as JSON. */
    long bytes() {
        return items.stream().mapToLong(Items::size).sum();
    }

    /** Whether it says the same as an earlier reading of the same part. */
    boolean repeats(Reading earlier) {
        return earlier.problem == null
                && problem == null
                && leftOut == earlier.leftOut
                && items.equals(earlier.items);
    }
}
