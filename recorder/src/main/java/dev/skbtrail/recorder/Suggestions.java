package dev.skbtrail.recorder;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what a user may have meant by a name that does not exist. */
public final class Suggestions {
    private static final int SHOWN = 3;

    private Suggestions() {}

    /**
     * A hint to append to a message: {@code " (did you mean a, b?)"}, or an empty text when no
     * known name is similar.
     *
     * @param name what the user wrote
     * @param known the names that exist, in any order
     */
    public static String hint(String name, Collection<String> known) {
        List<String> near = of(name, known);
        return near.isEmpty() ? "" : " (did you mean " + String.join(", ", near) + "?)";
    }

    /** At most three of {@code known}, nearest first. */
    static List<String> of(String name, Collection<String> known) {
        record Candidate(String name, int distance) {}
        return known.stream()
                .distinct()
                .map(candidate -> new Candidate(candidate, distance(name, candidate)))
                .filter(candidate -> isNear(name, candidate.name(), candidate.distance()))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(SHOWN)
                .map(Candidate::name)
                .collect(Collectors.toList());
    }

    private static boolean isNear(String name, String candidate, int distance) {
        // A third of the letters may differ. A part of at least three letters counts as similar.
        boolean similar = distance <= Math.max(1, Math.max(name.length(), candidate.length()) / 3);
        return similar || (name.length() >= 3 && candidate.contains(name));
    }

    /** Insertions, removals, replacements and swaps of neighbours between two texts. */
    private static int distance(String a, String b) {
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distance[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, distance);
            }
        }
        return distance[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] distance) {
        char last = a.charAt(i - 1);
        int replace = distance[i - 1][j - 1] + (last == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && last == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, 1 + distance[i - 2][j - 2]) : best;
    }
}
