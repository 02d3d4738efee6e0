package dev.skbtrail.analyzer.text;

import java.util.regex.Pattern;

/** Words of a command line. */
public final class Shell {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.:/@%+=,-]+");

    private Shell() {}

    /** A word; one that a shell would take apart, or run, is quoted. */
    public static String quoted(String word) {
        return SAFE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
