package dev.skbtrail.analyzer.render;

import java.util.regex.Pattern;

/** Escapes text for GitHub Markdown. */
public final class Markdown {
    /** Underscores within words are harmless; an & could begin a character reference. */
    private static final Pattern STEERING =
            Pattern.compile("[\\\\`*|<>\\[\\]&~$]|(?<![A-Za-z0-9_])_|_(?![A-Za-z0-9_])");

    private Markdown() {}

    /** Escapes a text so that none of it is interpreted as markup. */
    public static String escaped(String text) {
        return STEERING.matcher(text).replaceAll("\\\\$0");
    }
}
