package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Rotation;
import dev.skbtrail.analyzer.Suite;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All parts of a recording together are the trace that it would have been without --rotate. */
@Execution(ExecutionMode.CONCURRENT)
class RotatedTest {
    /** One shows the file's name, the other the size of its columns. */
    private static final List<String> OF_THE_FILE = List.of("traces", "capture-cost");

    private static final Path SAMPLES = SyntheticTrace.root().resolve("sample-traces");
    private static final Library LIBRARY = Library.load();

    @TempDir private static Path directory;
    private static final Map<String, OpenTrace> WHOLE = new LinkedHashMap<>();
    private static final Map<String, OpenTrace> ROTATED = new LinkedHashMap<>();

    @BeforeAll
    static void open() throws IOException {
        open("healthy", sample("healthy"));
        open("tcp-blocked", sample("tcp-blocked"));
        open("lossy", SyntheticTrace.write(directory, "lossy"));
    }

    private static Path sample(String name) {
        return SAMPLES.resolve(name).resolve("trace.parquet");
    }

    /** The files are named in the wrong order. */
    private static void open(String name, Path whole) throws IOException {
        Path parts = Files.createDirectory(directory.resolve(name));
        List<Path> files = new ArrayList<>(Rotation.split(whole, parts, name, 3));
        Collections.reverse(files);
        WHOLE.put(name, new OpenTrace(whole, LIBRARY));
        ROTATED.put(name, new OpenTrace(files, LIBRARY, 1));
    }

    @AfterAll
    static void close() {
        WHOLE.values().forEach(OpenTrace::close);
        ROTATED.values().forEach(OpenTrace::close);
    }

    /** Without -Dfull each report reads one of the traces. */
    @TestFactory
    Stream<DynamicTest> printsTheSame() {
        List<Definition> reports =
                LIBRARY.reports().stream()
                        .filter(report -> !OF_THE_FILE.contains(report.name()))
                        .toList();
        List<String> traces = List.copyOf(WHOLE.keySet());
        return IntStream.range(0, reports.size() * traces.size())
                .filter(
                        i ->
                                Suite.isFull()
                                        || i / traces.size() % traces.size() == i % traces.size())
                .mapToObj(i -> test(traces.get(i % traces.size()), reports.get(i / traces.size())));
    }

    private static DynamicTest test(String trace, Definition report) {
        return DynamicTest.dynamicTest(
                trace + " " + report.name(),
                () -> {
                    String packet = WHOLE.get(trace).notablePacket();
                    assertEquals(
                            WHOLE.get(trace).print(report, Format.TABLE, packet).out(),
                            ROTATED.get(trace).print(report, Format.TABLE, packet).out());
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain",
                "check",
                "compare",
                "export",
                "export --format perfetto -o -",
                "export --format folded --stacks paths -o -"
            })
    void concludesTheSame(String command) {
        assertEquals(
                conclusion(command, sample("tcp-blocked")),
                conclusion(command, directory.resolve("tcp-blocked")));
    }

    private static String conclusion(String command, Path trace) {
        List<Object> words = new ArrayList<>(List.of(command.split(" ")));
        words.add(1, trace);
        if (command.equals("compare")) {
            words.add(1, sample("healthy"));
        }
        if (command.equals("export")) {
            words.addAll(List.of("-o", directory.resolve("capture.pcapng"), "--force"));
        }
        Cli.Result result = Cli.run(words.toArray());
        // A capture has the name of the trace, so that its size differs.
        return (result.out() + result.err())
                .replace(trace.toString(), "TRACE")
                .replaceAll("interfaces, .* kB", "interfaces");
    }

    @Test
    void isOneTrace() {
        Path parts = directory.resolve("healthy");
        String listed = Cli.run("traces", parts, "--format", "csv").out();
        assertEquals(2, listed.lines().count(), listed);
        assertTrue(listed.contains("\n1,healthy.1.parquet and 2 more parts,"), listed);
        assertRows(
                parts,
                "SELECT file, parts, stop_reason, checked FROM traces",
                "file,parts,stop_reason,checked\n"
                        + "healthy.1.parquet and 2 more parts,1 to 3,command,whole\n");
    }

    /** Otherwise these tests would show nothing. */
    @Test
    void hasPacketsThatCrossARotation() {
        assertRows(
                directory.resolve("healthy/healthy.2.parquet"),
                "SELECT count(*) FILTER (first_seq > 0) > 0 AS begun FROM"
                        + " (SELECT packet, min(seq) AS first_seq FROM events GROUP BY packet)",
                "begun\ntrue\n");
    }

    @Test
    void joinsWhatIsKnownOfItsSingleParts() {
        String facts =
                "SELECT start, stop, events, packets, list_transform(CAST(losses AS JSON[]), lambda l: l ->> 'lost') AS lost, uncounted,"
                        + " probes, command, host, schema, bundle FROM traces";
        for (String name : WHOLE.keySet()) {
            Path whole = name.equals("lossy") ? directory.resolve("lossy.parquet") : sample(name);
            assertRows(
                    directory.resolve(name),
                    facts,
                    Cli.run("sql", whole, facts, "--format", "csv").out());
        }
    }

    private static void assertRows(Path trace, String sql, String rows) {
        assertEquals(rows, Cli.run("sql", trace, sql, "--format", "csv").out());
    }

    @Test
    void isBundledAsATraceOfItsOwn() {
        Path bundle = directory.resolve("bundle.parquet");
        Cli.Result result = Cli.run("bundle", directory.resolve("healthy"), "-o", bundle);
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("complete: 0 events lost, 566 packets"), result.out());
        assertRows(bundle, "SELECT parts, packets FROM traces", "parts,packets\n,566\n");
    }
}
