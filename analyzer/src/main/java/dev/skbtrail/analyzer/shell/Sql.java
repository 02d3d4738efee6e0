package dev.skbtrail.analyzer.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which lines are SQL, and where it ends. */
final class Sql {
    /** What SQL begins with; others begin with the name of a command. */
    static final List<String> BEGINNINGS =
            List.of("SELECT", "WITH", "FROM", "DESCRIBE", "SHOW", "SUMMARIZE", "EXPLAIN");

    private static final Pattern WORDS = Pattern.compile("\\s*([A-Za-z]+)\\b(?:\\s*([^\\s;]+))?.*");

    /** EXPLAIN is also a command, with packets and options behind it. */
    private static final Set<String> EXPLAINED = Set.of("SELECT", "WITH", "FROM", "ANALYZE");

    /** SHOW is also a command, with reports and packets behind it. */
    private static final Set<String> SHOWN = Set.of("TABLES", "ALL");

    private static final Pattern SKIPPED =
            Pattern.compile("'[^']*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern UNFINISHED = Pattern.compile("'|\"|/\\*");

    private Sql() {}

    /** Is it SQL, or its beginning? */
    static boolean is(String text) {
        Matcher words = WORDS.matcher(text.lines().findFirst().orElse(""));
        if (!words.matches()) {
            return false;
        }
        String first = words.group(1).toUpperCase(Locale.ROOT);
        String second = words.group(2) == null ? "" : words.group(2).toUpperCase(Locale.ROOT);
        return switch (first) {
            case "EXPLAIN" -> EXPLAINED.contains(second);
            case "SHOW" -> SHOWN.contains(second);
            default -> BEGINNINGS.contains(first);
        };
    }

    /** The statement without the semicolon that ends it; empty when more has to come. */
    static Optional<String> statement(String text) {
        // As long as before, so that places are the same.
        String bare = SKIPPED.matcher(text).replaceAll(part -> " ".repeat(part.group().length()));
        String code = bare.stripTrailing();
        return code.endsWith(";") && !UNFINISHED.matcher(code).find()
                ? Optional.of(text.substring(0, code.length() - 1))
                : Optional.empty();
    }
}
