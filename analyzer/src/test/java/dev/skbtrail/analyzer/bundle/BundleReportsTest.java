package dev.skbtrail.analyzer.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.Suite;
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

/**
 * Every report prints the same for a bundle as for the trace; for an anonymized one, with other
 * names.
 */
class BundleReportsTest {
    /** Reports about the file: its size, its name, that it is a bundle. */
    private static final Set<String> OF_THE_FILE = Set.of("capture-cost", "summary", "traces");

    /** Reports whose example, among equally frequent values, is the first by name. */
    private static final Set<String> OF_TIES = Set.of("processes");

    private static final String PART = "it is a part of a trace that was incomplete; ";
    private static final Library LIBRARY = Library.load();

    @TempDir private Path directory;

    private Path bundle(String name, Path trace, String... options) {
        Path file = directory.resolve(name);
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

    /** All samples with -Dfull: the reports of one trace take ten seconds. */
    static Stream<Path> traces() {
        Stream<Path> made = Stream.of("configured", "lossy").map(SyntheticTrace::shared);
        return Suite.isFull()
                ? Stream.concat(Samples.all(), made)
                : Stream.of(Samples.named("overlay"));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void sayTheSame(Path trace) {
        Path part = bundle("part.parquet", trace);
        Path renamed = bundle("renamed.parquet", trace, "--anonymize");
        Dictionary names = Dictionary.of(trace, renamed);
        try (OpenTrace whole = new OpenTrace(trace, LIBRARY);
                OpenTrace bundle = new OpenTrace(part, LIBRARY);
                OpenTrace anonymized = new OpenTrace(renamed, LIBRARY)) {
            String packet = whole.notablePacket();
            List<String> differences = new ArrayList<>();
            for (Definition report : Suite.some(LIBRARY.reports(), 2)) {
                String expected = whole.print(report, Format.CSV, packet).out();
                String same = bundle.print(report, Format.CSV, packet).out();
                String other = anonymized.print(report, Format.CSV, packet).out();
                if (OF_THE_FILE.contains(report.name())) {
                    continue;
                }
                assertEquals(expected, same, report.name());
                if (!OF_TIES.contains(report.name())) {
                    differences.addAll(
                            differences(
                                    report.name(),
                                    sorted(names.mapped(expected), names),
                                    sorted(other, names)));
                }
            }
            assertEquals("", String.join("\n", differences));
            assertEquals(note(whole), note(bundle).replace(PART, ""));
            assertEquals(note(whole), note(anonymized).replace(PART, ""));
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

    /** Rows, and lists within cells, may be ordered by names. */
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
