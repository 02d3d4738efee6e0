package dev.skbtrail.analyzer.export.perfetto;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Gives each bar the topmost line on which it lies within the bars that have not ended, as calls
 * do: a task that the scheduler has put aside leaves its calls open, and those of the next one are
 * on another line.
 */
final class NestedLines implements Lines {
    /** More calls that cross each other no scheduler makes on one CPU, but a file can say so. */
    private static final int MOST = 64;

    /** Ends of the bars that are open on each line, the innermost first. */
    private final List<Deque<Long>> lines = new ArrayList<>();

    @Override
    public int place(long start, long end) {
        for (int i = 0; i < lines.size(); i++) {
            if (fits(lines.get(i), start, end)) {
                lines.get(i).push(end);
                return i;
            }
        }
        if (lines.size() == MOST) {
            return NONE;
        }
        lines.add(new ArrayDeque<>(List.of(end)));
        return lines.size() - 1;
    }

    private static boolean fits(Deque<Long> open, long start, long end) {
        while (!open.isEmpty() && open.peek() <= start) {
            open.pop();
        }
        return open.isEmpty() || end <= open.peek();
    }
}
