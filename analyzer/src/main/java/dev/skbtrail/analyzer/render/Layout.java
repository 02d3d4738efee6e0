package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.text.DisplayWidth;
import dev.skbtrail.analyzer.text.Paragraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Computes the column widths of a table and wraps cells whose text is wider than their column. */
final class Layout {
    private static final int GAP = 2;

    /** Minimum column width before words are broken in the middle: first 8, then 4. */
    private static final int[] SHORTEST_PIECES = {8, 4};

    private final int[] widths;
    private final boolean[] numeric;

    private Layout(int[] widths, boolean[] numeric) {
        this.widths = widths;
        this.numeric = numeric;
    }

    /**
     * Makes every column as wide as its widest cell. If that exceeds {@code limit} in total, the
     * widest columns shrink: first to the preferred break positions of a {@link Paragraph}, finally
     * to any position. A long word cannot keep a column wider than half of the line. Numbers are
     * never broken.
     *
     * @param rows including the header line
     */
    static Layout of(List<String[]> rows, boolean[] numeric, int limit) {
        Pieces pieces = Pieces.of(rows, numeric);
        int[] widths = pieces.whole().clone();
        int excess = Arrays.stream(widths).sum() + GAP * (widths.length - 1) - limit;
        int half = limit / 2;
        for (int kind = 0; kind < Paragraph.kinds(); kind++) {
            int[] least = pieces.least(kind).clone();
            Arrays.setAll(least, i -> numeric[i] ? least[i] : Math.min(least[i], half));
            excess = shrink(widths, least, excess);
        }
        for (int shortest : SHORTEST_PIECES) {
            int[] least = pieces.number().clone();
            Arrays.setAll(least, i -> Math.max(least[i], shortest));
            excess = shrink(widths, least, excess);
        }
        return new Layout(widths, numeric);
    }

    private static int shrink(int[] widths, int[] least, int excess) {
        int rest = excess;
        while (rest > 0 && shrinkWidest(widths, least)) {
            rest--;
        }
        return rest;
    }

    private static boolean shrinkWidest(int[] widths, int[] least) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        if (widest >= 0) {
            widths[widest]--;
        }
        return widest >= 0;
    }

    /** The row as one or more lines, without trailing spaces. */
    List<String> lines(String[] row) {
        List<List<String>> cells = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < row.length; i++) {
            cells.add(Paragraph.lines(row[i], Math.max(1, widths[i])));
            height = Math.max(height, cells.get(i).size());
        }
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String part = line < cells.get(i).size() ? cells.get(i).get(line) : "";
                String blank = " ".repeat(Math.max(0, widths[i] - DisplayWidth.of(part)));
                text.append(i == 0 ? "" : " ".repeat(GAP));
                text.append(numeric[i] ? blank + part : part + blank);
            }
            lines.add(text.toString().stripTrailing());
        }
        return lines;
    }
}
