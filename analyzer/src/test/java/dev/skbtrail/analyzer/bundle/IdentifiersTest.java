package dev.skbtrail.analyzer.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A new column or key gets into a bundle only after it has been classified. */
class IdentifiersTest {
    private static final Path SCHEMA = SyntheticTrace.root().resolve("queries/schema");

    private static Set<String> first(String file) {
        Set<String> names = new LinkedHashSet<>();
        SyntheticTrace.read(SCHEMA.resolve(file))
                .lines()
                .skip(1)
                .map(line -> line.split(",", 2)[0])
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }

    @Test
    void haveEveryColumnInOrder() {
        assertEquals(List.copyOf(first("event.csv")), List.copyOf(Identifiers.columns().keySet()));
    }

    @Test
    void haveEveryKeyOfTheFooter() {
        Set<String> keys = new LinkedHashSet<>();
        Identifiers.names(Identifiers.FOOTER).forEach(name -> keys.add("skbtrail." + name));
        assertEquals(first("metadata.csv"), keys);
    }

    @Test
    void haveEveryPartOfTheSnapshotAndItsMembers() {
        assertEquals(first("snapshot.csv"), Identifiers.names(Identifiers.PART));
        for (String part : Identifiers.names(Identifiers.PART)) {
            String members = Identifiers.members(Identifiers.PART, part);
            assertEquals(members == null, Identifiers.kind(Identifiers.PART, part) != null, part);
        }
    }

    /** An unclassified text may contain anything. */
    @Test
    void keepNoColumnOfText() {
        SyntheticTrace.read(SCHEMA.resolve("event.csv"))
                .lines()
                .filter(line -> line.split(",")[1].equals("string"))
                .map(line -> line.split(",")[0])
                .forEach(
                        column ->
                                assertEquals(
                                        true,
                                        Identifiers.columns().get(column) != Kind.KEPT,
                                        column));
    }
}
