package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every report on every trace in {@code sample-traces} prints what lies in the trace's {@code
 * expected} directory. {@code -Dgolden.update=true} writes these files anew; read the difference
 * before you commit it.
 */
@Execution(ExecutionMode.CONCURRENT)
class GoldenTest {
    private static final Path SAMPLES = SyntheticTrace.root().resolve("sample-traces");
    private static final long LARGEST_TRACE = 300_000;
    private static final Library LIBRARY = Library.load();

    @TestFactory
    Stream<DynamicTest> printsWhatIsExpected() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path trace : traces()) {
            for (Definition report : LIBRARY.reports()) {
                tests.add(
                        DynamicTest.dynamicTest(
                                trace.getFileName() + " " + report.name(),
                                () -> compare(trace, report)));
            }
        }
        return tests.stream();
    }

    @Test
    void hasEnoughTracesAndKeepsThemSmall() throws IOException {
        assertTrue(traces().size() >= 4, "sample-traces has " + traces());
        for (Path trace : traces()) {
            assertTrue(
                    Files.size(trace.resolve("trace.parquet")) < LARGEST_TRACE,
                    trace + " is large");
        }
    }

    @Test
    void hasNoExpectedOutputWithoutAReport() throws IOException {
        List<String> reports =
                LIBRARY.reports().stream().map(report -> report.name() + ".txt").toList();
        for (Path trace : traces()) {
            try (Stream<Path> files = Files.list(trace.resolve("expected"))) {
                files.forEach(
                        file ->
                                assertTrue(
                                        reports.contains(file.getFileName().toString()),
                                        "no report makes " + file));
            }
        }
    }

    private static List<Path> traces() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static void compare(Path directory, Definition report) throws IOException {
        Path trace = directory.resolve("trace.parquet");
        Path expected = directory.resolve("expected").resolve(report.name() + ".txt");
        boolean required = report.parameters().stream().anyMatch(Parameter::required);
        String packet = required ? notablePacket(trace) : "";
        Cli.Result result = Cli.run(Cli.arguments(report, trace, packet));
        assertEquals(0, result.exitCode(), result.err());
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(expected.getParent());
            Files.writeString(expected, result.out());
        }
        assertEquals(SyntheticTrace.read(expected), result.out(), "-Dgolden.update=true rewrites");
    }

    /** The first packet that was dropped, else the first. */
    private static String notablePacket(Path trace) {
        String sql =
                "SELECT coalesce(min(packet) FILTER (fate = 'dropped'), min(packet)) AS packet"
                        + " FROM packets";
        return Cli.run("sql", trace, sql, "--format", "csv")
                .out()
                .lines()
                .skip(1)
                .findFirst()
                .get();
    }
}
