package dev.skbtrail.analyzer.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.cli.Cli;
import dev.skbtrail.analyzer.cli.OpenTrace;
import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every report says of a bundle what it says of the trace, if in other names. */
class BundleReportsTest {
    /** Of the file: how large it is, what it is called, that it is a bundle. */
    private static final Set<String> OF_THE_FILE = Set.of("capture-cost", "summary", "traces");

    /** Of values that are as frequent, the first by its name is the example. */
    private static final Set<String> OF_TIES = Set.of("processes");

    private static final String PART = "it is a part of a trace that was incomplete; ";
    private static final Library LIBRARY = Library.load();

    @TempDir private Path directory;

    private Path bundle(Path trace, String... options) {
        Path file = directory.resolve("bundle.parquet");
        Object[] args =
                Stream.concat(Stream.of("bundle", trace, "-o", file), Arrays.stream(options))
                        .toArray();
        Cli.Result result = Cli.run(args);
        assertEquals(0, result.exitCode(), result.err());
        return file;
    }

    private static String note(OpenTrace trace) {
        Definition report = LIBRARY.report("losses").orElseThrow();
        return trace.print(report, Format.TABLE, "1").out().lines().skip(1).findFirst().orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlay", "restricted", "lossy"})
    void sayTheSame(String name) {
        Path trace = trace(name);
        Path file = bundle(trace);
        try (OpenTrace whole = new OpenTrace(trace, LIBRARY);
                OpenTrace bundle = new OpenTrace(file, LIBRARY)) {
            String packet = whole.notablePacket();
            for (Definition report : LIBRARY.reports()) {
                String rows = bundle.print(report, Format.CSV, packet).out();
                if (!OF_THE_FILE.contains(report.name())) {
                    String expected = whole.print(report, Format.CSV, packet).out();
                    assertEquals(expected, rows, report.name());
                }
            }
            assertEquals(note(whole), note(bundle).replace(PART, ""));
        }
    }

    private static Path trace(String name) {
        return name.equals("lossy") ? SyntheticTrace.shared(name) : Samples.named(name);
    }

    /** With -Dfull every sample: each takes ten seconds. */
    static Stream<Path> traces() {
        Stream<Path> few = Stream.of("overlay", "udp-closed").map(Samples::named);
        return Stream.concat(
                System.getProperty("full") == null ? few : Samples.all(),
                Stream.of("configured", "lossy").map(SyntheticTrace::shared));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void sayTheSameInOtherNames(Path trace) {
        Path file = bundle(trace, "--anonymize");
        Dictionary names = Dictionary.of(trace, file);
        try (OpenTrace whole = new OpenTrace(trace, LIBRARY);
                OpenTrace bundle = new OpenTrace(file, LIBRARY)) {
            String packet = whole.notablePacket();
            List<String> differences = new ArrayList<>();
            for (Definition report : LIBRARY.reports()) {
                String rows = bundle.print(report, Format.CSV, packet).out();
                if (!OF_THE_FILE.contains(report.name()) && !OF_TIES.contains(report.name())) {
                    String expected = whole.print(report, Format.CSV, packet).out();
                    differences.addAll(
                            differences(
                                    report.name(),
                                    sorted(names.mapped(expected), names),
                                    sorted(rows, names)));
                }
            }
            assertEquals("", String.join("\n", differences));
            assertEquals(note(whole), note(bundle).replace(PART, ""));
        }
    }

    private static List<String> differences(
            String report, List<String> expected, List<String> found) {
        List<String> missing = new ArrayList<>(expected);
        found.forEach(missing::remove);
        List<String> other = new ArrayList<>(found);
        expected.forEach(other::remove);
        return Stream.concat(
                        missing.stream().map(line -> report + " lacks " + line),
                        other.stream().map(line -> report + " has " + line))
                .toList();
    }

    /** Rows, and what is listed in their cells, may be ordered by names. */
    private static List<String> sorted(String rows, Dictionary names) {
        return rows.lines()
                .map(
                        line ->
                                Arrays.stream(line.split("[\\s,;\"()]+"))
                                        .map(
                                                word ->
                                                        names.either(
                                                                word.replaceAll(
                                                                        "^\\[|[\\]:]$", "")))
                                        .sorted()
                                        .toList()
                                        .toString())
                .sorted()
                .toList();
    }
}
