package dev.skbtrail.analyzer.bundle;

import dev.skbtrail.analyzer.Resources;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which value may identify what, read from {@code queries/schema/identifiers.csv}. Its places are
 * {@code event} (columns), {@code footer} (keys), {@code part} (of the snapshot), and the places
 * that the members of their JSON refer to.
 */
final class Identifiers {
    static final String EVENT = "event";
    static final String FOOTER = "footer";
    static final String PART = "part";

    /** Matches any other name of the place. */
    static final String ANY = "*";

    private static final String MEMBERS = "members:";
    private static final Map<String, Map<String, String>> PLACES = read();

    private Identifiers() {}

    private static Map<String, Map<String, String>> read() {
        Map<String, Map<String, String>> places = new LinkedHashMap<>();
        Resources.read("schema/identifiers.csv")
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .forEach(
                        cells ->
                                places.computeIfAbsent(cells[0], place -> new LinkedHashMap<>())
                                        .put(cells[1], cells[2]));
        return places;
    }

    /** The event columns and their kinds, in order. */
    static Map<String, Kind> columns() {
        Map<String, Kind> columns = new LinkedHashMap<>();
        PLACES.get(EVENT).forEach((name, kind) -> columns.put(name, Kind.named(kind)));
        return columns;
    }

    /** The names listed for a place. */
    static Set<String> names(String place) {
        return PLACES.getOrDefault(place, Map.of()).keySet();
    }

    /** The kind of a value; null if nothing is listed, or if its members have kinds. */
    static Kind kind(String place, String name) {
        String kind = find(place, name);
        return kind == null || kind.startsWith(MEMBERS) ? null : Kind.named(kind);
    }

    /** Name of the place that defines the members of a JSON value, or null. */
    static String members(String place, String name) {
        String kind = find(place, name);
        return kind != null && kind.startsWith(MEMBERS) ? kind.substring(MEMBERS.length()) : null;
    }

    private static String find(String place, String name) {
        Map<String, String> names = PLACES.getOrDefault(place, Map.of());
        return names.getOrDefault(name, names.get(ANY));
    }

    /** Words that a text may keep. */
    static Set<String> words() {
        return Resources.read("schema/words.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Arrays.stream(line.split(" +")))
                .collect(Collectors.toUnmodifiableSet());
    }
}
