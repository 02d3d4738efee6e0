package dev.skbtrail.analyzer.export.perfetto;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Puts each bar on the topmost line where it nests within the bars still open, like a call stack. A
 * task that is scheduled out leaves its calls open, so the calls of the next task go to another
 * line.
 */
final class NestedLines implements Lines {
    /**
     * On one CPU the scheduler never interleaves more calls than this, but a file may claim it
     * does.
     */
    private static final int MOST = 64;

    /** For each line, the end times of its open bars, the innermost first. */
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
