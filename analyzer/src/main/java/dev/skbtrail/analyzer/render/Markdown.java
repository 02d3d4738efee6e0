package dev.skbtrail.analyzer.render;

import java.util.regex.Pattern;

/** Text in Markdown as GitHub reads it. */
public final class Markdown {
    /** An underscore between letters is one; an & could begin a character reference. */
    private static final Pattern STEERING =
            Pattern.compile("[\\\\`*|<>\\[\\]&~$]|(?<![A-Za-z0-9_])_|_(?![A-Za-z0-9_])");

    private Markdown() {}

    /** A text that reads as it is: nothing in it is markup. */
    public static String escaped(String text) {
        return STEERING.matcher(text).replaceAll("\\\\$0");
    }
}
