package dev.skbtrail.analyzer.text;

import java.util.Locale;

/**
 * Removes line breaks, terminal control, bidirectional and invisible characters from text: traces
 * are untrusted input.
 */
public final class Printable {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int BRAILLE_BLANK = 0x2800;

    /**
     * Characters that are invisible or have no width but belong to no Unicode category that says so
     * (Default_Ignorable_Code_Point): first and last of each range.
     */
    private static final int[] INVISIBLE = {
        0x034F, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x2065, 0x2065, 0x3164,
        0x3164, 0xFE00, 0xFE0F, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8, 0xE0000, 0xE0FFF,
    };

    private Printable() {}

    /** The text with whitespace replaced by a space, and other harmful characters by U+FFFD. */
    public static String of(String text) {
        int harmful = firstHarmful(text);
        if (harmful < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length()).append(text, 0, harmful);
        text.codePoints()
                .skip(text.codePointCount(0, harmful))
                .forEach(c -> clean.appendCodePoint(isHarmful(c) ? substitute(c) : c));
        return clean.toString();
    }

    /** A line of JSON with the same characters as \\uXXXX, so that no value changes. */
    public static String json(String line) {
        int harmful = firstHarmful(line);
        if (harmful < 0) {
            return line;
        }
        StringBuilder clean = new StringBuilder(line.length()).append(line, 0, harmful);
        line.codePoints().skip(line.codePointCount(0, harmful)).forEach(c -> appendJson(clean, c));
        return clean.toString();
    }

    private static void appendJson(StringBuilder json, int c) {
        if (!isHarmful(c)) {
            json.appendCodePoint(c);
            return;
        }
        for (char unit : Character.toChars(c)) {
            json.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
    }

    private static int firstHarmful(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' || c >= 0x7F) && isHarmful(text.codePointAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static int substitute(int c) {
        return isWhite(c) ? ' ' : REPLACEMENT;
    }

    private static boolean isWhite(int c) {
        return Character.isWhitespace(c)
                || Character.getType(c) == Character.SPACE_SEPARATOR
                || c == BRAILLE_BLANK;
    }

    private static boolean isHarmful(int c) {
        if (c >= ' ' && c < 0x7F) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> c == BRAILLE_BLANK || isInvisible(c);
        };
    }

    private static boolean isInvisible(int c) {
        for (int i = 0; i < INVISIBLE.length; i += 2) {
            if (c >= INVISIBLE[i] && c <= INVISIBLE[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
