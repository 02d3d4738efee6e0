package dev.skbtrail.recorder.snapshot;

import java.util.List;

/**
 * What one part of the configuration was at one moment.
 *
 * @param source the command or file that said so
 * @param time ns since 1970 UTC
 * @param items each one JSON value; {@code queries/schema/snapshot.csv} says which
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

    /** Says the same as an earlier one of the same part. */
    boolean repeats(Reading earlier) {
        return earlier.problem == null
                && problem == null
                && leftOut == earlier.leftOut
                && items.equals(earlier.items);
    }
}
