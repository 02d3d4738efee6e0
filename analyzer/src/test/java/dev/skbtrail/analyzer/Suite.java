package dev.skbtrail.analyzer;

import java.util.List;
import java.util.stream.IntStream;

/** How much the tests do. */
public final class Suite {
    private Suite() {}

    /** All of them with -Dfull, else each nth, the first among them. */
    public static <T> List<T> some(List<T> all, int nth) {
        int step = isFull() ? 1 : nth;
        return IntStream.range(0, all.size())
                .filter(i -> i % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    /** With -Dfull they run on everything there is, else on a part that is the same each time. */
    public static boolean isFull() {
        return System.getProperty("full") != null;
    }
}
