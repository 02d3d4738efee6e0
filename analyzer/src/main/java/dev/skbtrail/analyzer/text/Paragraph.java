package dev.skbtrail.analyzer.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks a text into lines of so many columns: after a space, else after an underscore, else after
 * a character that separates (of addresses, paths, function+offset), else wherever it must.
 */
public final class Paragraph {
    /** Where a text may be broken, dearest last. */
    private static final String[] ENDS = {" ", " _", " _/:,;.>=+-|)]"};

    private Paragraph() {}

    /** How many kinds of places there are to break a text at. */
    public static int kinds() {
        return ENDS.length;
    }

    /**
     * Columns of the longest piece that cannot be broken.
     *
     * @param kind of places at which it may be, beside those of the kinds below; 0 is a space
     */
    public static int longestPiece(String text, int kind) {
        int longest = 0;
        int piece = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            // A space is not part of a piece, what else ends one is.
            piece += c == ' ' ? 0 : DisplayWidth.of(c);
            longest = Math.max(longest, piece);
            piece = c == ' ' || ends(text, i, kind) ? 0 : piece;
        }
        return longest;
    }

    /** Lines of at most so many columns, without the spaces between them. */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        int begin = 0;
        while (begin < text.length()) {
            int end = lineEnd(text, begin, width);
            lines.add(text.substring(begin, end));
            begin = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        }
        return lines.isEmpty() ? List.of("") : lines;
    }

    /** The same, all but the first line further right. */
    public static List<String> hanging(String text, int width, String indent) {
        List<String> lines = new ArrayList<>();
        List<String> first = lines(text, width);
        lines.add(first.get(0));
        if (first.size() > 1) {
            String rest = text.substring(first.get(0).length()).stripLeading();
            lines(rest, width - indent.length()).forEach(line -> lines.add(indent + line));
        }
        return lines;
    }

    /** Where the line that begins somewhere ends; always behind that. */
    private static int lineEnd(String text, int begin, int width) {
        int[] last = new int[ENDS.length];
        boolean blank = true;
        int columns = 0;
        for (int i = begin; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (c == ' ' && !blank && columns <= width) {
                last[0] = i;
            }
            columns += DisplayWidth.of(c);
            if (columns > width && i > begin) {
                return best(last, c == ' ' && !blank ? i : 0, i);
            }
            for (int kind = 1; kind < last.length; kind++) {
                last[kind] = ends(text, i, kind) ? next : last[kind];
            }
            blank &= c == ' ';
            i = next;
        }
        return text.length();
    }

    /** Does the character there end a piece? Not one of the two colons of fd00::1. */
    private static boolean ends(String text, int i, int kind) {
        char c = text.charAt(i);
        return c != ' '
                && ENDS[kind].indexOf(c) >= 0
                && (c != ':' || !text.startsWith("::", i) && !text.startsWith("::", i - 1));
    }

    private static int best(int[] last, int here, int anywhere) {
        if (here > 0) {
            return here;
        }
        for (int place : last) {
            if (place > 0) {
                return place;
            }
        }
        return anywhere;
    }
}
