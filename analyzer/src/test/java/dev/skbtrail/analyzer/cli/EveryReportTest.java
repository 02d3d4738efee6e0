package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Suite;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirements that apply to every report. */
@Execution(ExecutionMode.CONCURRENT)
class EveryReportTest {
    private static final String INCOMPLETE =
            "TRACE INCOMPLETE: 13 events lost (ring full on CPU 1; missed probe on CPU 0),"
                    + " 2 of 3 packets have gaps";

    @TempDir private static Path directory;
    private static Path routerFile;
    private static Path lossyFile;
    private static OpenTrace router;
    private static OpenTrace lossy;

    @BeforeAll
    static void writeTraces() {
        routerFile = SyntheticTrace.write(directory, "router");
        lossyFile = SyntheticTrace.write(directory, "lossy");
        router = new OpenTrace(routerFile, Library.load());
        lossy = new OpenTrace(lossyFile, Library.load());
    }

    @AfterAll
    static void close() {
        router.close();
        lossy.close();
    }

    static Stream<Definition> reports() {
        return Library.load().reports().stream();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void saysThatTheTraceIsIncomplete(Definition report) {
        List<String> lines = lossy.print(report, Format.TABLE, "2", 80).out().lines().toList();
        assertEquals(INCOMPLETE, lines.get(1) + " " + lines.get(2).strip());
        lines.forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void saysThatTheTraceIsIncompleteBesideRowsForPrograms() {
        for (String format : new String[] {"json", "csv"}) {
            Cli.Result result = Cli.run("drops", lossyFile, "--format", format);
            assertEquals(INCOMPLETE + "\n", result.err().lines().findFirst().orElse("") + "\n");
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void fitsIntoAHundredColumns(Definition report) {
        router.print(report, Format.TABLE, "2")
                .out()
                .lines()
                .forEach(
                        line -> {
                            assertTrue(line.length() <= 100, line);
                            assertEquals(line.stripTrailing(), line);
                        });
    }

    /** The formats do not depend on the report. */
    static List<Definition> someReports() {
        return Suite.some(Library.load().reports(), 4);
    }

    @ParameterizedTest
    @MethodSource("someReports")
    void showsTheSameRowsInEveryFormat(Definition report) {
        long rows = router.print(report, Format.JSON, "2").out().lines().count();
        assertEquals(rows + 1, router.print(report, Format.CSV, "2").out().lines().count());
        long table =
                router.print(report, Format.MARKDOWN, "2")
                        .out()
                        .lines()
                        .filter(line -> line.startsWith("|"))
                        .count();
        assertEquals(rows == 0 ? 0 : rows + 2, table);
    }

    /** As far as its numbers allow. */
    @ParameterizedTest
    @ValueSource(strings = {"summary", "drops", "packet", "paths", "losses", "journey"})
    void isAsNarrowAsTheTerminal(String name) {
        Definition report = Library.load().report(name).orElseThrow();
        lossy.print(report, Format.TABLE, "2", 60)
                .out()
                .lines()
                .forEach(line -> assertTrue(line.length() <= 60, line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"losses", "drops"})
    void saysWhenThereIsNothing(String report) {
        Path empty = SyntheticTrace.write(directory, "empty", "SELECT 1");
        String out = Cli.run(report, empty).out();
        assertTrue(out.endsWith("Nothing was lost.\n") || out.endsWith("No packet was dropped.\n"));
    }

    @Test
    void saysThatThereMayBeMoreRows() {
        Cli.Result result = Cli.run("packets", routerFile, "--top", 2);
        assertTrue(result.out().endsWith("The first 2 rows; --top N shows more.\n"), result.out());
    }
}
