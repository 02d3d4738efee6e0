package dev.skbtrail.analyzer.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the name that was probably meant. */
public final class Nearest {
    private static final int LONGEST = 64;

    private Nearest() {}

    /** The name with the smallest edit distance to the word, if that distance is small. */
    public static Optional<String> of(String word, Collection<String> names) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        int most = Math.max(1, (word.length() + 1) / 3);
        return names.stream()
                .filter(name -> name.length() <= LONGEST && distance(word, name) <= most)
                .min(
                        Comparator.comparingInt((String name) -> distance(word, name))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** "; did you mean NAME?", or nothing. */
    public static String hint(String word, Collection<String> names) {
        return of(word, names).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** Levenshtein distance, ignoring case. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
