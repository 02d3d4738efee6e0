package dev.skbtrail.analyzer.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Widths of a table's columns, and the lines of a cell that is narrower than its text. */
final class Layout {
    private static final int GAP = 2;

    private final int[] widths;

    private Layout(int[] widths) {
        this.widths = widths;
    }

    /**
     * Every column as wide as its widest cell; where that is more than {@code limit} in all, the
     * widest text columns give way, but never below their longest word.
     *
     * @param rows header line included
     */
    static Layout of(List<String[]> rows, boolean[] numeric, int limit) {
        int[] widths = new int[numeric.length];
        int[] least = new int[numeric.length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
                least[i] = Math.max(least[i], numeric[i] ? row[i].length() : longestWord(row[i]));
            }
        }
        int excess = Arrays.stream(widths).sum() + GAP * (widths.length - 1) - limit;
        while (excess > 0 && shrinkWidest(widths, least)) {
            excess--;
        }
        return new Layout(widths);
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

    private static int longestWord(String text) {
        int longest = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ' ') {
                longest = Math.max(longest, i - start);
                start = i + 1;
            }
        }
        return longest;
    }

    /** The row as one or more lines, without spaces at their ends. */
    List<String> lines(String[] row, boolean[] numeric) {
        List<List<String>> cells = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < row.length; i++) {
            cells.add(wrap(row[i], widths[i]));
            height = Math.max(height, cells.get(i).size());
        }
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String part = line < cells.get(i).size() ? cells.get(i).get(line) : "";
                String blank = " ".repeat(Math.max(0, widths[i] - part.length()));
                text.append(i == 0 ? "" : " ".repeat(GAP));
                text.append(numeric[i] ? blank + part : part + blank);
            }
            lines.add(text.toString().stripTrailing());
        }
        return lines;
    }

    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width && rest.indexOf(' ') > 0) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : rest.indexOf(' ');
            lines.add(rest.substring(0, end));
            rest = rest.substring(end + 1);
        }
        lines.add(rest);
        return lines;
    }
}
