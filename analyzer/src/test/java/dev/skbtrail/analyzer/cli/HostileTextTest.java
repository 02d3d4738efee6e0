package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Suite;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every class of terminal control and invisible characters, from every source of text: no report in
 * any format and no message prints one.
 */
@Execution(ExecutionMode.CONCURRENT)
class HostileTextTest {
    /** One of each class, except NUL, which cannot occur in an argument. */
    private static final String HARMFUL =
            IntStream.of(
                            0x07, 0x08, 0x09, 0x0A, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x034F,
                            0x061C, 0x115F, 0x180E, 0x200B, 0x200D, 0x2028, 0x202E, 0x2066, 0x2800,
                            0x3164, 0xFE0F, 0xFEFF, 0xFFF9, 0x1D173, 0xE0001, 0xE0041, 0xE0100)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining("a"));

    @TempDir private Path directory;

    @Test
    void printsNoneThatATraceHas() {
        Path trace = SyntheticTrace.write(directory, "trace", script());
        Library library = Library.load();
        try (OpenTrace open = new OpenTrace(trace, library)) {
            for (Definition report : library.reports()) {
                assertClean(open.print(report, Format.TABLE, "1"));
            }
            for (Format format : List.of(Format.CSV, Format.JSON, Format.MARKDOWN)) {
                for (String report : new String[] {"summary", "drops", "packet", "losses"}) {
                    assertClean(open.print(library.report(report).orElseThrow(), format, "1"));
                }
            }
        }
    }

    /**
     * The other trace has ten more packets of that kind, so that there is a difference to report.
     */
    @Test
    void printsNoneThatOneOfTwoTracesHas() {
        Path good = SyntheticTrace.shared("router");
        String more =
                "; INSERT INTO event BY NAME SELECT * EXCLUDE (n) REPLACE (packet + n AS packet)"
                        + " FROM event, range(1, 30) AS r (n) WHERE packet IS NOT NULL";
        Path bad = SyntheticTrace.write(directory, "trace", script() + more);
        for (Format format : Suite.some(List.of(Format.values()), 2)) {
            Cli.Result result = Cli.run("compare", good, bad, "--format", format);
            assertEquals(0, result.exitCode(), result.err());
            assertClean(result);
        }
    }

    @Test
    void printsNoneThatAnArgumentOrAFileHas() throws IOException {
        Path trace = SyntheticTrace.shared("router");
        String text = "x" + HARMFUL + "[2Jy";
        assertClean(Cli.run("sql", trace, "SELECT 1 AS \"" + text + "\"", "--format", "csv"));
        assertClean(Cli.run("drops", trace, "--where", text));
        assertClean(Cli.run("drops", trace, "--where", "ifname = '" + text + "'"));
        assertClean(Cli.run("drops", trace, "--host", text));
        assertClean(Cli.run("drops", trace, "--" + text));
        assertClean(Cli.run("drops", trace, "--top", text));
        assertClean(Cli.run("drops", directory.resolve(text)));
        assertClean(Cli.run(text));
        assertClean(Cli.run("help", text));
        Path odd = directory.resolve(text);
        assertClean(Cli.run("summary", Files.copy(trace, odd)));
        Files.write(odd, new byte[] {1});
        assertClean(Cli.run("summary", odd));
        Path queries = Files.createDirectory(directory.resolve("queries"));
        Files.writeString(queries.resolve("own.sql"), "-- title: " + text + "\n-- " + text);
        assertClean(Cli.run("list", "--queries", queries));
    }

    /** Sets every text column, and every text in the footer. */
    private static String script() {
        List<String> columns =
                SyntheticTrace.read(SyntheticTrace.root().resolve("queries/schema/event.csv"))
                        .lines()
                        .map(line -> line.split(","))
                        .filter(cells -> cells[1].equals("string") && !cells[0].equals("kind"))
                        .map(cells -> cells[0])
                        .toList();
        String text = "'x" + HARMFUL + "[2Jy'";
        String texts =
                columns.stream()
                        .map(name -> text + " AS \"" + name + '"')
                        .collect(Collectors.joining(", "));
        String row =
                "INSERT INTO event BY NAME SELECT make_timestamp_ns(%d) AS ts, 0 AS cpu,"
                        + " '%s' AS kind, %s AS packet, %d AS seq, %s AS lost, "
                        + texts
                        + ";";
        return String.format(row, 1, "entry", "1", 0, "NULL")
                + String.format(row, 2, "tracepoint", "1", 1, "NULL")
                + String.format(row, 3, "loss", "NULL", 0, "3")
                + "UPDATE event SET seq = NULL WHERE kind = 'loss';"
                + "UPDATE event SET function = 'kfree_skb' WHERE ts = make_timestamp_ns(2);"
                + "UPDATE metadata SET value = replace(value, 'e', 'e"
                + HARMFUL
                + "') WHERE key <> 'skbtrail.schema';"
                + "INSERT INTO metadata SELECT 'skbtrail.losses',"
                + " to_json([{'cause': "
                + text
                + ", 'cpu': 0, 'lost': 3, 'count': 3}])";
    }

    private static void assertClean(Cli.Result result) {
        String all = result.out() + result.err();
        all.codePoints()
                .filter(c -> c != '\n' && isHarmful(c))
                .findFirst()
                .ifPresent(c -> assertEquals("", Integer.toHexString(c) + " in " + all));
        assertFalse(result.err().contains("\tat "), result.err());
    }

    private static boolean isHarmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default ->
                    c >= 0xE0000 && c <= 0xE0FFF
                            || c >= 0xFE00 && c <= 0xFE0F
                            || List.of(0x034F, 0x115F, 0x2800, 0x3164).contains(c);
        };
    }

    @Test
    void keepsInJsonWhatItWritesOtherwise() {
        String sql = "SELECT 'a' || chr(27) || chr(155) || chr(8238) || chr(917569) || 'ü' AS t";
        Path trace = SyntheticTrace.shared("router");
        assertEquals(
                "{\"t\":\"a\\u001B\\u009b\\u202e\\udb40\\udc41ü\"}\n",
                Cli.run("sql", trace, sql, "--format", "json").out());
    }

    @Test
    void writesNoFormulaIntoCsvUnlessAskedTo() {
        Path trace = SyntheticTrace.shared("router");
        String sql =
                "SELECT * FROM (VALUES (1, '=1+1', -5, '-5'), (2, chr(9) || '@x', -6.5, '+1.5'),"
                        + " (3, '＝1', 7, '-1-2'), (4, 'a;=1', 8, '+cmd')) AS t (i, a, b, c)";
        assertEquals(
                "i,a,b,c\n1,'=1+1,-5.0,-5\n2,' @x,-6.5,+1.5\n3,'＝1,7.0,'-1-2\n"
                        + "4,\"a;=1\",8.0,'+cmd\n",
                Cli.run("sql", trace, sql, "--format", "csv").out());
        String raw = Cli.run("sql", trace, sql, "--format", "csv", "--raw").out();
        assertTrue(raw.startsWith("i,a,b,c\n1,=1+1,-5.0,-5\n2, @x,"), raw);
    }

    @Test
    void escapesWhatMarkdownWouldTakeForItsOwn() {
        Path trace = SyntheticTrace.shared("router");
        String sql = "SELECT '&#8238; ~~x~~ $a$ _b_ nf_hook_slow ![i](u) <b>' AS t";
        String out = Cli.run("sql", trace, sql, "--format", "markdown").out();
        assertTrue(
                out.contains(
                        "| \\&#8238; \\~\\~x\\~\\~ \\$a\\$ \\_b\\_ nf_hook_slow !\\[i\\](u)"
                                + " \\<b\\> |"),
                out);
    }

    @Test
    void cutsWhatNobodyReadsInATable() {
        Path trace = SyntheticTrace.shared("router");
        String sql = "SELECT repeat('x', 1000000) AS t";
        String out = Cli.run("sql", trace, sql).out();
        assertTrue(out.length() < 20_000);
        assertTrue(out.replaceAll("\\s", "").endsWith("xxx...(991,808morecharacters)"));
        assertTrue(Cli.run("sql", trace, sql, "--format", "csv").out().length() > 1_000_000);
    }
}
