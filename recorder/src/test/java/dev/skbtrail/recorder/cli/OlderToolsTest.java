package dev.skbtrail.recorder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.OlderTools;
import dev.skbtrail.recorder.OlderTools.Row;
import dev.skbtrail.recorder.catalogue.Catalogue;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The table of older tools' features names nothing that does not exist here. */
class OlderToolsTest {
    private static final List<String> TOOLS =
            List.of(
                    "IO Visor packet tracing",
                    "vRouter packet tracer",
                    "linux-packet-tracer",
                    "skbtracer",
                    "ipftrace");
    private static final Pattern TEST = Pattern.compile("(\\w+)\\.(\\w+)");

    private static Path repository;
    private static List<Row> table;

    @BeforeAll
    static void readTable() {
        repository = Path.of("").toAbsolutePath();
        while (!Files.exists(repository.resolve("bpf/events.h"))) {
            repository = repository.getParent();
        }
        table = OlderTools.read(repository);
    }

    @Test
    void coversEveryTool() {
        assertEquals(TOOLS, table.stream().map(Row::tool).distinct().toList());
    }

    @Test
    void namesOnlyWhatIsHere() {
        Set<String> known = new HashSet<>(options());
        known.addAll(probes());
        known.addAll(columns());
        known.addAll(reports());
        assertEquals(
                List.of(),
                table.stream()
                        .flatMap(row -> row.here().stream().map(name -> row.line() + ": " + name))
                        .filter(place -> !known.contains(place.replaceFirst("^\\d+: ", "")))
                        .toList(),
                "line of bpf/README.md: neither an option nor a probe, group, column or report");
        table.forEach(row -> assertTrue(!row.here().isEmpty(), row + " is nowhere"));
    }

    @Test
    void namesATestForEachRow() {
        table.forEach(row -> assertTrue(!row.tests().isEmpty(), row + " has no test"));
        for (Row row : table) {
            row.tests().forEach(test -> assertTrue(exists(test), row.line() + ": " + test));
        }
    }

    /** Whether it is a method that JUnit runs, in the test sources of either module. */
    private static boolean exists(String test) {
        if (!TEST.matcher(test).matches()) {
            return false;
        }
        String file = test.substring(0, test.indexOf('.')) + ".java";
        String method = test.substring(test.indexOf('.') + 1);
        Pattern run =
                Pattern.compile(
                        "@(Parameterized)?Test\\b[^{;]*(\\{[^{;]*\\}[^{;]*)*\\bvoid "
                                + Pattern.quote(method)
                                + "\\(");
        return sources().stream()
                .filter(path -> path.endsWith(file))
                .anyMatch(path -> run.matcher(text(path)).find());
    }

    private static List<Path> sources() {
        return Stream.of("recorder", "analyzer")
                .flatMap(module -> files(repository.resolve(module).resolve("src/test/java")))
                .toList();
    }

    /** Options of the recorder and its subcommands, and these. */
    private static Set<String> options() {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        CommandLine root = CommandTree.create(nowhere, nowhere);
        Set<String> names = new HashSet<>(root.getSubcommands().keySet());
        names.addAll(root.getCommandSpec().optionsMap().keySet());
        for (CommandLine command : root.getSubcommands().values()) {
            names.addAll(command.getCommandSpec().optionsMap().keySet());
        }
        return names;
    }

    /** Functions and tracepoints, and their groups. */
    private static Set<String> probes() {
        return Catalogue.load().all().stream()
                .flatMap((CatalogueEntry entry) -> Stream.of(entry.function(), entry.group()))
                .collect(Collectors.toSet());
    }

    private static Set<String> columns() {
        return text(repository.resolve("queries/schema/event.csv"))
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .collect(Collectors.toSet());
    }

    private static Set<String> reports() {
        Path queries = repository.resolve("queries");
        return files(queries)
                .filter(path -> path.toString().endsWith(".sql"))
                .filter(path -> !path.startsWith(queries.resolve("views")))
                .filter(path -> !path.startsWith(queries.resolve("internal")))
                .map(path -> path.getFileName().toString().replace(".sql", ""))
                .collect(Collectors.toSet());
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
