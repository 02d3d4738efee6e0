package dev.skbtrail.recorder.catalogue;

import dev.skbtrail.recorder.Resources;
import dev.skbtrail.recorder.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The curated probes, in the order of the packet path. */
public final class Catalogue {
    private static final String RESOURCE = "/catalogue";

    private final List<CatalogueEntry> entries;

    Catalogue(List<CatalogueEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The catalogue that this recorder was built with. */
    public static Catalogue load() {
        return parse(Resources.text(RESOURCE), "catalogue");
    }

    /**
     * Parses the format that is described at the top of {@code bpf/catalogue}.
     *
     * @param source name of the text in messages
     * @throws IllegalArgumentException naming source and line
     */
    public static Catalogue parse(String text, String source) {
        return new Catalogue(CatalogueParser.parse(text, source));
    }

    public List<CatalogueEntry> all() {
        return entries;
    }

    /** Groups in the order of the catalogue, each with its probes. */
    public Map<String, List<CatalogueEntry>> byGroup() {
        return entries.stream()
                .collect(
                        Collectors.groupingBy(
                                CatalogueEntry::group, LinkedHashMap::new, Collectors.toList()));
    }

    /** The probes that are recorded when the user does not choose. */
    public List<CatalogueEntry> defaults() {
        return entries.stream()
                .filter(entry -> entry.byDefault() && entry.program() != Program.FOLLOW)
                .toList();
    }

    /**
     * The probes of one group.
     *
     * @throws IllegalArgumentException when there is no such group
     */
    public List<CatalogueEntry> group(String name) {
        Map<String, List<CatalogueEntry>> groups = byGroup();
        if (!groups.containsKey(name)) {
            throw new IllegalArgumentException(
                    "unknown group '%s'%s; 'skbtrail-record list' shows all"
                            .formatted(name, Suggestions.hint(name, groups.keySet())));
        }
        return groups.get(name);
    }

    /** The probes with that name: none, one, or a function and a tracepoint. */
    public List<CatalogueEntry> named(String function) {
        return entries.stream().filter(entry -> entry.function().equals(function)).toList();
    }

    /** All names, in the order of the catalogue. */
    public List<String> names() {
        return entries.stream().map(CatalogueEntry::function).toList();
    }
}
