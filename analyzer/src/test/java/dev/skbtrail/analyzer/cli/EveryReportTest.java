package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every report keeps to, whatever it is about. */
@Execution(ExecutionMode.CONCURRENT)
class EveryReportTest {
    private static final String INCOMPLETE =
            "TRACE INCOMPLETE: 13 events lost (ring full on CPU 1; missed probe on CPU 0),"
                    + " 2 of 3 packets have gaps";

    @TempDir private static Path directory;
    private static Path router;
    private static Path lossy;

    @BeforeAll
    static void writeTraces() {
        router = SyntheticTrace.write(directory, "router");
        lossy = SyntheticTrace.write(directory, "lossy");
    }

    static Stream<Definition> reports() {
        return Library.load().reports().stream();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void saysThatTheTraceIsIncomplete(Definition report) {
        String out = Cli.run(arguments(report, lossy, "table")).out();
        assertEquals(INCOMPLETE, out.lines().skip(1).findFirst().orElse(""));
    }

    @Test
    void saysThatTheTraceIsIncompleteBesideRowsForPrograms() {
        for (String format : new String[] {"json", "csv"}) {
            Cli.Result result = Cli.run("drops", lossy, "--format", format);
            assertEquals(INCOMPLETE + "\n", result.err().lines().findFirst().orElse("") + "\n");
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void showsTheSameRowsInEveryFormatAndFitsIntoAHundredColumns(Definition report) {
        long rows = Cli.run(arguments(report, router, "json")).out().lines().count();
        assertEquals(rows + 1, Cli.run(arguments(report, router, "csv")).out().lines().count());
        long table =
                Cli.run(arguments(report, router, "markdown"))
                        .out()
                        .lines()
                        .filter(line -> line.startsWith("|"))
                        .count();
        assertEquals(rows == 0 ? 0 : rows + 2, table);
        Cli.run(arguments(report, router, "table"))
                .out()
                .lines()
                .forEach(
                        line -> {
                            assertTrue(line.length() <= 100, line);
                            assertEquals(line.stripTrailing(), line);
                        });
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
        Cli.Result result = Cli.run("packets", router, "--top", 2);
        assertTrue(result.out().endsWith("The first 2 rows; --top N shows more.\n"), result.out());
    }

    private static Object[] arguments(Definition report, Path trace, String format) {
        return Cli.arguments(report, trace, "2", "--format", format);
    }
}
