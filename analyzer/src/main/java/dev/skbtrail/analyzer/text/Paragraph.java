package dev.skbtrail.analyzer.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Wraps text to a given width. Break positions in order of preference: a space, an underscore, a
 * separator (in addresses, paths, function+offset), any character.
 */
public final class Paragraph {
    /** Break positions, in order of preference. */
    private static final String[] ENDS = {" ", " _", " _/:,;.>=+-|)]"};

    private Paragraph() {}

    /** Number of kinds of break positions. */
    public static int kinds() {
        return ENDS.length;
    }

    /**
     * Width of the longest unbreakable piece.
     *
     * @param kind allows breaks of this kind and all lower ones; 0 is a space
     */
    public static int longestPiece(String text, int kind) {
        int longest = 0;
        int piece = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            // A space does not belong to a piece; any other terminator does.
            piece += c == ' ' ? 0 : DisplayWidth.of(c);
            longest = Math.max(longest, piece);
            piece = c == ' ' || ends(text, i, kind) ? 0 : piece;
        }
        return longest;
    }

    /** Lines of at most this width, without the spaces between them. */
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

    /** As above, but all lines after the first are indented. */
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

    /** End of the line that begins at {@code begin}; always greater than {@code begin}. */
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

    /** Whether the character ends a piece. Neither colon of the :: in fd00::1 does. */
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
