package dev.skbtrail.analyzer.text;

import java.util.regex.Pattern;

/** Quotes words of a command line. */
public final class Shell {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.:/@%+=,-]+");

    private Shell() {}

    /** The word, quoted if a shell would split or execute it. */
    public static String quoted(String word) {
        return SAFE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
