package dev.skbtrail.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.cli.Main;
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

/** Dependencies between packages, as jdeps reads them from the class files. */
class PackageGraphTest {
    private static final String PACKAGE = "dev\\.skbtrail\\.(?:analyzer\\.)?(\\S+)";
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

    /** The packages for files and SQL must not depend on reports, rules or the command line. */
    @Test
    void buildsOnTraces() {
        assertEquals(Set.of("analyzer", "text"), uses.get("trace"));
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
