package dev.skbtrail.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** The dependencies between packages, as jdeps reads them from the classes. */
class PackageGraphTest {
    private static final String PACKAGE = "dev\\.skbtrail\\.(?:recorder\\.)?(\\S+)";
    private static final Pattern USE = Pattern.compile(" " + PACKAGE + " +-> " + PACKAGE);

    private final Map<String, Set<String>> uses = uses();

    @Test
    void hasNoCycle() {
        uses.forEach((name, used) -> System.out.println(name + " -> " + String.join(", ", used)));
        Map<String, Set<String>> rest = new TreeMap<>(uses);
        boolean found = true;
        while (found) {
            Set<String> known = Set.copyOf(rest.keySet());
            found = rest.values().removeIf(used -> used.stream().noneMatch(known::contains));
        }
        assertEquals(Map.of(), rest, "packages in a cycle, and those that use them");
    }

    @Test
    void leavesSystemCallsToFewPackages() {
        assertTrue(uses.get("cli").contains("recording"));
        assertFalse(uses.get("cli").contains("libbpf"));
        Set<String> others = new TreeSet<>(uses.keySet());
        others.removeIf(name -> !uses.get(name).contains("libbpf"));
        assertEquals(Set.of("backend", "capability", "load", "recording", "snapshot"), others);
    }

    private static Map<String, Set<String>> uses() {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        assertEquals(0, jdeps.run(out, out, "-verbose:package", classes().toString()));
        Map<String, Set<String>> uses = new TreeMap<>();
        Matcher use = USE.matcher(said.toString());
        while (use.find()) {
            uses.computeIfAbsent(use.group(1), name -> new TreeSet<>()).add(use.group(2));
        }
        return uses;
    }

    private static Path classes() {
        try {
            return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
