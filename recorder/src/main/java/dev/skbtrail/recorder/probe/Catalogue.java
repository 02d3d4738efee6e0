package dev.skbtrail.recorder.probe;

import dev.skbtrail.recorder.NearNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The curated probes, in the order in which a packet meets them. */
public final class Catalogue {
    private static final String RESOURCE = "/catalogue";

    private final List<CatalogueEntry> entries;

    Catalogue(List<CatalogueEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The catalogue that this recorder was built with. */
    public static Catalogue load() {
        try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build left out the resource " + RESOURCE);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "catalogue");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the format that the head of {@code bpf/catalogue} describes.
     *
     * @param source what to call the text in messages
     * @throws IllegalArgumentException naming source and line
     */
    static Catalogue parse(String text, String source) {
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

    /**
     * The probes of some groups and some single ones besides, in the order of the catalogue; all
     * when neither is given.
     *
     * @throws IllegalArgumentException when a group or a function is not in the catalogue
     */
    public List<CatalogueEntry> select(Collection<String> groups, Collection<String> functions) {
        requireKnown("group", groups, byGroup().keySet());
        requireKnown(
                "function",
                functions,
                entries.stream()
                        .map(CatalogueEntry::function)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
        if (groups.isEmpty() && functions.isEmpty()) {
            return entries;
        }
        return entries.stream()
                .filter(
                        entry ->
                                groups.contains(entry.group())
                                        || functions.contains(entry.function()))
                .toList();
    }

    private static void requireKnown(String kind, Collection<String> names, Set<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown %s '%s'%s; 'skbtrail-record list' shows all"
                                .formatted(kind, name, NearNames.hint(name, known)));
            }
        }
    }
}
