package dev.skbtrail.analyzer.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Detects which lines are SQL, and where a statement ends. */
final class Sql {
    /** First words of SQL; other lines begin with the name of a command. */
    static final List<String> BEGINNINGS =
            List.of("SELECT", "WITH", "FROM", "DESCRIBE", "SHOW", "SUMMARIZE", "EXPLAIN");

    private static final Pattern WORDS = Pattern.compile("\\s*([A-Za-z]+)\\b(?:\\s*([^\\s;]+))?.*");

    /** EXPLAIN is also a command, followed by packets and options. */
    private static final Set<String> EXPLAINED = Set.of("SELECT", "WITH", "FROM", "ANALYZE");

    /** SHOW is also a command, followed by reports and packets. */
    private static final Set<String> SHOWN = Set.of("TABLES", "ALL");

    private static final Pattern SKIPPED =
            Pattern.compile("'[^']*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern UNFINISHED = Pattern.compile("'|\"|/\\*");

    private Sql() {}

    /** Whether the text is SQL or the beginning of it. */
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

    /** The statement without its final semicolon; empty if more input is needed. */
    static Optional<String> statement(String text) {
        // Keeps the length, so that positions stay the same.
        String bare = SKIPPED.matcher(text).replaceAll(part -> " ".repeat(part.group().length()));
        String code = bare.stripTrailing();
        return code.endsWith(";") && !UNFINISHED.matcher(code).find()
                ? Optional.of(text.substring(0, code.length() - 1))
                : Optional.empty();
    }
}
