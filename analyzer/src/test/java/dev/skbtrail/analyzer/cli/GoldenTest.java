package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Suite;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every report on every trace in {@code sample-traces} prints the contents of the trace's {@code
 * expected} directory. {@code -Dgolden.update=true} rewrites these files; review the diff before
 * committing. Without {@code -Dfull} each report runs on every second trace, and each trace is read
 * by every second report.
 */
@Execution(ExecutionMode.CONCURRENT)
class GoldenTest {
    private static final Path SAMPLES = SyntheticTrace.root().resolve("sample-traces");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final long LARGEST_TRACE = 300_000;
    private static final Library LIBRARY = Library.load();
    private static final Map<Path, OpenTrace> OPEN = new LinkedHashMap<>();

    /** Neighbouring tests use different traces: two tests run at a time, but only one per trace. */
    @TestFactory
    Stream<DynamicTest> printsWhatIsExpected() throws IOException {
        List<Path> traces = traces();
        for (Path trace : traces) {
            OPEN.put(trace, new OpenTrace(trace.resolve("trace.parquet"), LIBRARY));
        }
        boolean every = Suite.isFull() || UPDATE;
        List<Definition> reports = LIBRARY.reports();
        return IntStream.range(0, reports.size() * traces.size())
                .filter(i -> every || (i / traces.size() + i % traces.size()) % 2 == 0)
                .mapToObj(i -> test(traces.get(i % traces.size()), reports.get(i / traces.size())));
    }

    @AfterAll
    static void close() {
        OPEN.values().forEach(OpenTrace::close);
    }

    private static DynamicTest test(Path trace, Definition report) {
        return DynamicTest.dynamicTest(
                trace.getFileName() + " " + report.name(),
                () -> compare(trace, report.name(), print(OPEN.get(trace), report)));
    }

    private static String print(OpenTrace trace, Definition report) {
        return trace.print(report, Format.TABLE, trace.notablePacket()).out();
    }

    @TestFactory
    Stream<DynamicTest> explainsWhatIsExpected() throws IOException {
        return traces().stream()
                .map(
                        trace ->
                                DynamicTest.dynamicTest(
                                        trace.getFileName() + " explain",
                                        () -> compare(trace, "explain", explain(trace))));
    }

    private static String explain(Path trace) {
        String name = trace.toString();
        return Cli.run("explain", trace).out().replace(name, trace.getFileName().toString());
    }

    /** A fault where a rule drops a flow, and one where packets are dropped on their path. */
    @TestFactory
    Stream<DynamicTest> comparesAsExpected() {
        return Stream.of("udp-blocked", "ttl-expired")
                .map(
                        bad ->
                                DynamicTest.dynamicTest(
                                        bad + " compare",
                                        () ->
                                                compare(
                                                        SAMPLES.resolve(bad),
                                                        "compare",
                                                        difference(bad))));
    }

    private static String difference(String bad) {
        Cli.Result result = Cli.run("compare", SAMPLES.resolve("healthy"), SAMPLES.resolve(bad));
        return result.out().replace(SAMPLES + "/", "");
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
        List<String> reports = new ArrayList<>(List.of("explain.txt", "compare.txt"));
        LIBRARY.reports().forEach(report -> reports.add(report.name() + ".txt"));
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

    private static void compare(Path trace, String report, String out) throws IOException {
        Path expected = trace.resolve("expected").resolve(report + ".txt");
        if (UPDATE) {
            Files.createDirectories(expected.getParent());
            Files.writeString(expected, out);
        }
        assertEquals(SyntheticTrace.read(expected), out, "-Dgolden.update=true rewrites");
    }
}
