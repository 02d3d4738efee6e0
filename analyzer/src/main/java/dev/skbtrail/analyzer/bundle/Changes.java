package dev.skbtrail.analyzer.bundle;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Records what was mapped and removed, so that the user can review it. */
final class Changes {
    private final Map<Kind, Set<Object>> mapped = new EnumMap<>(Kind.class);
    private final Map<String, Long> removed = new TreeMap<>();

    void mapped(Kind kind, Object value) {
        Kind counted = kind == Kind.RESULT ? Kind.POINTER : kind;
        mapped.computeIfAbsent(counted, known -> new HashSet<>()).add(value);
    }

    /**
     * @param where the footer key, or the part of the snapshot
     */
    void removed(String where) {
        removed.merge(where, 1L, Long::sum);
    }

    /** Describes the changes in words, one line each. */
    List<Contents.Line> lines() {
        List<String> counts = new ArrayList<>();
        mapped.forEach(
                (kind, values) ->
                        counts.add(
                                String.format(
                                        Locale.ROOT, "%s %,d", kind.plural(), values.size())));
        List<Contents.Line> lines = new ArrayList<>();
        lines.add(
                new Contents.Line(
                        "mapped", counts.isEmpty() ? "nothing" : String.join(", ", counts)));
        List<String> gone = new ArrayList<>();
        removed.forEach(
                (where, count) -> gone.add(String.format(Locale.ROOT, "%,d in %s", count, where)));
        lines.add(
                new Contents.Line("removed", gone.isEmpty() ? "nothing" : String.join(", ", gone)));
        return lines;
    }
}
