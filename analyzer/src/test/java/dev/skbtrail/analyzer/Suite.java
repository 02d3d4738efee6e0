package dev.skbtrail.analyzer;

import java.util.List;
import java.util.stream.IntStream;

/** How much of the test data the tests use. */
public final class Suite {
    private Suite() {}

    /** All elements with -Dfull, otherwise every nth, starting with the first. */
    public static <T> List<T> some(List<T> all, int nth) {
        int step = isFull() ? 1 : nth;
        return IntStream.range(0, all.size())
                .filter(i -> i % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    /** With -Dfull tests use all data, otherwise a fixed part of it. */
    public static boolean isFull() {
        return System.getProperty("full") != null;
    }
}
