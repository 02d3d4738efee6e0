package dev.skbtrail.analyzer.export.perfetto;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Puts each bar on the topmost line that is free for its whole duration, adding lines as needed.
 */
final class FreeLines implements Lines {
    private final PriorityQueue<Busy> busy =
            new PriorityQueue<>(Comparator.comparingLong(Busy::end));
    private final TreeSet<Integer> free = new TreeSet<>();
    private int lines;

    private record Busy(long end, int line) {}

    @Override
    public int place(long start, long end) {
        while (!busy.isEmpty() && busy.peek().end() < start) {
            free.add(busy.poll().line());
        }
        Integer line = free.pollFirst();
        int chosen = line == null ? lines++ : line;
        busy.add(new Busy(end, chosen));
        return chosen;
    }
}
