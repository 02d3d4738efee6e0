package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Program;
import dev.skbtrail.analyzer.Suite;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.report.Arrangement;
import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.SortKey;
import dev.skbtrail.analyzer.report.TimeFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.OptionSpec;

/** Options that select, order and sort columns and rows, and set the time format. */
class ArrangementTest {
    private static final Path SAMPLE =
            SyntheticTrace.root().resolve("sample-traces/udp-blocked/trace.parquet");
    private static final Path ROUTER = SyntheticTrace.shared("router");

    @Test
    void sortsByValueAndThenCutsOff() {
        // As text, 16 would sort before 4, and 2 after both.
        String out = csv("packets", "--sort", "-packet", "--columns", "packet", "--top", 3);
        assertEquals("packet\n36\n34\n32\n", out);
        assertEquals(
                "packet\n2\n4\n6\n",
                csv("packets", "--sort", "packet", "--columns=packet", "--top", 3));
    }

    @Test
    void letsEveryReportChooseFormatRowsColumnsAndOrder() {
        for (Definition report : Library.load().reports()) {
            List<String> options =
                    CommandTree.options(Library.load(), report.name()).stream()
                            .map(OptionSpec::longestName)
                            .toList();
            List<String> wanted = List.of("--format", "--top", "--columns", "--sort");
            assertTrue(options.containsAll(wanted), report.name() + " has " + options);
        }
    }

    @Test
    void showsAllRowsOfALifeUnlessTold() {
        assertEquals("step\n0\n1\n2\n", csv("packet", 2, "--columns", "step", "--top", 3));
        assertEquals(28, csv("packet", 2, "--columns", "step").lines().count());
        String last = csv("packet", 2, "--columns", "step", "--sort", "-step", "--top", 1);
        assertEquals("step\n26\n", last);
    }

    @Test
    void keepsTheOrderOfRowsThatSortAlike() {
        List<String> own = csv("packets", "--columns", "packet").lines().toList();
        String sorted = csv("packets", "--columns", "packet", "--sort", "fate");
        assertEquals(own, sorted.lines().toList());
    }

    @Test
    void sortsTheRowsShownWhereTheRestIsSummedUp() {
        String out = csv("drops", "--top", 1, "--sort", "packets", "--columns", "packets,function");
        assertEquals("packets,function\n7,(1 more rows)\n11,nft_do_chain\n", out);
    }

    /** The SQL of every report must be wrappable, however it ends. */
    @Test
    void reversesTheColumnsOfEveryReport() {
        try (OpenTrace router = new OpenTrace(ROUTER, Library.load())) {
            for (Definition report : Suite.some(Library.load().reports(), 3)) {
                List<Column> reversed = new ArrayList<>(report.columns());
                Collections.reverse(reversed);
                List<SortKey> keys =
                        reversed.stream().map(column -> new SortKey(column, true)).toList();
                String out = csv(router, new Arrangement(report, reversed, keys, TimeFormat.UTC));
                String names = String.join(",", reversed.stream().map(Column::name).toList());
                assertEquals(names, out.lines().findFirst().orElse(""));
                assertEquals(
                        csv(router, Arrangement.asIs(report)).lines().count(),
                        out.lines().count(),
                        report.name());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drops | --columns | packts | drops has no column packts; did you mean packets?",
                "drops | --sort | -packts | drops has no column packts; did you mean packets?",
                "drops | --sort | 1;DROP | drops has no column 1;DROP; its columns are class, packets",
                "drops | --columns | note,note | note is named twice",
                "packets | --time | utx | utx is not one of relative, local, utc, epoch",
            })
    void namesWhatThereIs(String report, String option, String value, String message) {
        Cli.Result result = Cli.run(report, SAMPLE, option, value);
        assertEquals(2, result.exitCode());
        String begin = "skbtrail: " + option + ": " + message;
        assertTrue(result.err().startsWith(begin), result.err());
        assertEquals(1, result.err().lines().count());
    }

    /** A column name that looks like a short option is still a column name. */
    @Test
    void takesAnyNameAfterTheMinus() {
        Cli.Result result = Cli.run("traces", SAMPLE, "--sort", "-host", "--columns", "trace");
        assertEquals(0, result.exitCode(), result.err());
    }

    @ParameterizedTest
    @CsvSource({
        "relative, 5.794253 s",
        "utc, 2026-11-29T18:27:05.303341618Z",
        "local, 2026-11-29T14:57:05.303341618-03:30",
        "epoch, 1795976825.303341618",
    })
    void writesMomentsAsAsked(String form, String expected) {
        String properties = "-Duser.timezone=America/St_Johns -Duser.language=ar -Duser.country=EG";
        String command = "$SKBTRAIL packets " + SAMPLE + " --top 1 --columns time --time " + form;
        Program.Result table = Program.shell(properties, command + " --format markdown");
        assertTrue(table.out().contains("| " + expected), table.out() + table.err());
    }

    /** Printed values can be used in a filter. */
    @Test
    void filtersByAMomentOfAnotherTimeZone() {
        String local = "2026-11-29T14:57:05.422124742-03:30";
        String out = csv("packets", "--columns", "packet", "--top", 1, "--since", local);
        assertEquals("packet\n4\n", out);
        String utc = "2026-11-29T18:27:05.422124743Z";
        out = csv("packets", "--columns", "packet", "--sort", "packet", "--until", utc);
        assertEquals("packet\n2\n4\n", out);
    }

    private static String csv(String report, Object... options) {
        List<Object> arguments = new ArrayList<>(List.of(report, SAMPLE, "--format", "csv"));
        arguments.addAll(List.of(options));
        return Cli.run(arguments.toArray()).out();
    }

    private static String csv(OpenTrace trace, Arrangement arrangement) {
        return trace.print(arrangement, Format.CSV, "2", 100).out();
    }
}
