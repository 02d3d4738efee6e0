package dev.skbtrail.analyzer.bundle;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Free text. Numbers and words of {@code queries/schema/words.txt} stay; addresses are mapped
 * wherever they stand, and so are names that are in the columns of the trace; what is left may be
 * anything, and goes.
 */
final class TextCleaner {
    /** In this order: what is quoted, MAC, IPv6, IPv4, a word, any other character. */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?<quoted>\"[^\"]*\")"
                            + "|(?<address>[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5,}(?![\\w:])"
                            + "|[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*(?:/\\d+)?(?!\\w)"
                            + "|\\d+\\.\\d+\\.\\d+\\.\\d+(?:/\\d+)?(?!\\w))"
                            + "|(?<word>(?!-\\d)(?=[^\\s\"'(){}\\[\\],;:=!<>|&/#\\\\^~`?]*[\\p{L}\\p{N}_])"
                            + "[^\\s\"'(){}\\[\\],;:=!<>|&/#\\\\^~`?]+)"
                            + "|(?<other>.)",
                    Pattern.DOTALL);

    private static final Pattern NUMBER =
            Pattern.compile(
                    "0x[0-9a-fA-F]{1,16}|\\d{1,20}(?:\\.\\d{1,9})?%?|\\d{1,9}-\\d{1,9}"
                            + "|(?:\\d{1,9}(?:ns|us|ms|s|m|h|d))+"
                            + "|\\d{1,9}(?:[kmgKMG]?(?:B|bit|bytes)?|kbytes|mbytes)");

    /** Numbers of network namespaces are from here on (PROC_DYNAMIC_FIRST). */
    private static final Pattern INODE = Pattern.compile("402653[1-9]\\d{3}|4026[6-9]\\d{5}");

    private static final Set<String> WORDS = Identifiers.words();

    private final Mapping mapping;
    private final Map<String, Kind> known = new HashMap<>();

    TextCleaner(Mapping mapping) {
        this.mapping = mapping;
    }

    /** From here on a name of the trace is mapped, not removed. */
    void know(Kind kind, String name) {
        known.putIfAbsent(name, kind);
    }

    /**
     * @param where to count what is removed
     */
    String text(String text, String where) {
        return replaced(text, word -> word(word, where));
    }

    private String word(String word, String where) {
        if (word.startsWith("\"")) {
            Kind kind = known.get(word.substring(1, word.length() - 1));
            return kind == null ? removed(where) : '"' + unquoted(kind, word) + '"';
        }
        if (isPlain(word)) {
            return INODE.matcher(word).matches()
                    ? Long.toString(mapping.number(Kind.INODE, Long.parseLong(word)))
                    : word;
        }
        Kind kind = known.get(word);
        return kind == null ? removed(where) : mapping.name(kind, word);
    }

    private String unquoted(Kind kind, String word) {
        return mapping.name(kind, word.substring(1, word.length() - 1));
    }

    String removed(String where) {
        mapping.changes().removed(where);
        return Mapping.REMOVED;
    }

    /** A word or a number that says nothing of anybody. */
    static boolean isPlain(String word) {
        return WORDS.contains(word) || NUMBER.matcher(word).matches();
    }

    /**
     * A text with its addresses mapped.
     *
     * @param words makes of each word, or text in quotation marks, what stays
     */
    String replaced(String text, Function<String, String> words) {
        StringBuilder to = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            if (token.group("other") != null) {
                char c = token.group().charAt(0);
                to.append(c == '\t' || c >= ' ' && c < 0x7f ? token.group() : "");
            } else {
                String mapped =
                        token.group("address") == null
                                ? null
                                : mapping.addressOrNull(token.group());
                to.append(mapped == null ? words.apply(token.group()) : mapped);
            }
        }
        return to.toString();
    }
}
