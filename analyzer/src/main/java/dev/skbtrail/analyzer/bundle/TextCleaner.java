package dev.skbtrail.analyzer.bundle;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cleans free text. Numbers and the words of {@code queries/schema/words.txt} stay. Addresses are
 * mapped wherever they occur, and so are names that occur in the columns of the trace. Anything
 * else could be identifying and is removed.
 */
final class TextCleaner {
    /** In this order: quoted text, MAC, IPv6, IPv4, a word, any other character. */
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

    /** Inode numbers of network namespaces start here (PROC_DYNAMIC_FIRST). */
    private static final Pattern INODE = Pattern.compile("402653[1-9]\\d{3}|4026[6-9]\\d{5}");

    private static final Set<String> WORDS = Identifiers.words();

    private final Mapping mapping;
    private final Map<String, Kind> known = new HashMap<>();

    TextCleaner(Mapping mapping) {
        this.mapping = mapping;
    }

    /** From now on this name is mapped instead of removed. */
    void know(Kind kind, String name) {
        known.putIfAbsent(name, kind);
    }

    /**
     * @param where the place that a removal is counted for
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

    /** Whether a word or number identifies nobody. */
    static boolean isPlain(String word) {
        return WORDS.contains(word) || NUMBER.matcher(word).matches();
    }

    /**
     * Maps the addresses in a text.
     *
     * @param words replaces each word and each quoted text
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
