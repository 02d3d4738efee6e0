package dev.skbtrail.analyzer.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Widths of a table's columns, and the lines of a cell that is narrower than its text. */
final class Layout {
    private static final int GAP = 2;
    private static final String WHOLE = "";
    private static final String WORD = " ";
    private static final String PART = " _";

    private final int[] widths;

    private Layout(int[] widths) {
        this.widths = widths;
    }

    /**
     * Every column as wide as its widest cell; where that is more than {@code limit} in all, the
     * widest text columns give way: first down to their longest word, then down to the longest part
     * of a word that ends in an underscore.
     *
     * @param rows header line included
     */
    static Layout of(List<String[]> rows, boolean[] numeric, int limit) {
        int[] widths = longest(rows, numeric, WHOLE);
        int excess = Arrays.stream(widths).sum() + GAP * (widths.length - 1) - limit;
        for (String ends : new String[] {WORD, PART}) {
            int[] least = longest(rows, numeric, ends);
            while (excess > 0 && shrinkWidest(widths, least)) {
                excess--;
            }
        }
        return new Layout(widths);
    }

    /** For each column the longest piece of its cells that cannot be broken; a number never is. */
    private static int[] longest(List<String[]> rows, boolean[] numeric, String ends) {
        int[] longest = new int[numeric.length];
        for (String[] row : rows) {
            for (int i = 0; i < longest.length; i++) {
                int length = longestPiece(row[i], numeric[i] ? WHOLE : ends);
                longest[i] = Math.max(longest[i], length);
            }
        }
        return longest;
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

    /** A space is not part of a piece, an underscore is. */
    private static int longestPiece(String text, String ends) {
        int longest = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (ends.indexOf(c) >= 0) {
                longest = Math.max(longest, i - start + (c == ' ' ? 0 : 1));
                start = i + 1;
            }
        }
        return Math.max(longest, text.length() - start);
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
        while (rest.length() > width) {
            int end = lineEnd(rest, width);
            if (end == rest.length()) {
                break;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(rest.charAt(end) == ' ' ? end + 1 : end);
        }
        lines.add(rest);
        return lines;
    }

    /** Where the first line of a text ends: at its last space, else after its last underscore. */
    private static int lineEnd(String text, int width) {
        int space = text.lastIndexOf(' ', width);
        if (space > 0) {
            return space;
        }
        int part = text.lastIndexOf('_', width - 1);
        if (part > 0) {
            return part + 1;
        }
        int next = text.indexOf(' ');
        return next > 0 ? next : text.length();
    }
}
