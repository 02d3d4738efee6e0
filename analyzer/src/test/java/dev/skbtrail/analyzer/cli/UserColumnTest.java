package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.skbtrail.analyzer.Suite;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.shell.Commands;
import dev.skbtrail.analyzer.shell.Shell;
import dev.skbtrail.analyzer.text.Printer;
import dev.skbtrail.analyzer.text.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns beyond the contract that the user requested from the recorder. */
class UserColumnTest {
    private static final Pattern ALIAS = Pattern.compile("(?i)\\bAS\\s+([a-z][a-z0-9_]*)");

    @TempDir private Path directory;

    @Test
    void showsThemAmongTheEvents() {
        Path trace =
                write("[{\"name\":\"rcvbuf\",\"path\":\"skb->sk->sk_rcvbuf\"}]", "rcvbuf BIGINT");
        assertEquals(
                "seq,rcvbuf\n0,0\n1,7\n",
                sql(trace, "SELECT seq, rcvbuf FROM events WHERE packet = 2 AND seq < 2").out());
    }

    /** In a shell, reports and other SQL follow and must still mean the same. */
    @Test
    void showsThemInAShell() {
        Path trace = write("[{\"name\":\"reason\"}]", "reason BIGINT");
        String script = "SELECT max(reason) AS m FROM events;\ndrops --format csv\n";
        String drops = "sql 'SELECT reason FROM drops ORDER BY ALL' --format csv\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal =
                new Terminal(
                        Printer.ofResults(out, false),
                        Printer.ofMessages(new ByteArrayOutputStream()),
                        100);
        byte[] lines = (script + drops + script).getBytes(StandardCharsets.UTF_8);
        try (Commands shell = Shells.open(trace)) {
            assertEquals(0, Shell.script(shell, terminal, new ByteArrayInputStream(lines)));
        }
        String once = " m\n--\n70\n" + Cli.run("drops", trace, "--format", "csv").out();
        assertEquals(
                once + sql(trace, "SELECT reason FROM drops ORDER BY ALL").out() + once,
                out.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"name\":\"other\"}]",
                "[{\"name\":\"RCVBUF\"}]",
                "[{\"name\":7}, 3, null]",
                "{\"name\":\"rcvbuf\"}",
                "[{\"name\":\"rcvbuf\"",
                "rcvbuf",
                ""
            })
    void showsNoneThatTheMetadataDoesNotName(String fields) {
        Path trace = write(fields, "rcvbuf BIGINT");
        assertEquals(0, Cli.run("summary", trace).exitCode());
        assertEquals(2, sql(trace, "SELECT rcvbuf FROM events").exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rcvbuf VARCHAR", "\"Rcvbuf\" BIGINT", "\"a\"\"b\" BIGINT"})
    void showsNoneThatIsNoPlainNumber(String column) {
        String name =
                column.replaceAll(" [A-Z]+$", "").replaceAll("^\"|\"$", "").replace("\"\"", "\\\"");
        Path trace = write("[{\"name\":\"" + name + "\"}]", column);
        assertEquals(0, Cli.run("summary", trace).exitCode());
        String columns = sql(trace, "SELECT column_name FROM (DESCRIBE events)").out();
        assertFalse(
                columns.lines().anyMatch(List.of("rcvbuf", "Rcvbuf", "a\"b")::contains), columns);
        assertFalse(columns.lines().anyMatch("\"a\"\"b\""::equals), columns);
    }

    /** The user's name for a column may equal that of a column in a view, or a name inside one. */
    @Test
    void disturbsNoReportWhateverTheirNames() throws IOException {
        Set<String> names = aliases();
        Path plain = SyntheticTrace.write(directory, "router");
        Path trace =
                write(
                        names.stream()
                                .map(name -> "{\"name\":\"" + name + "\"}")
                                .collect(Collectors.joining(",", "[", "]")),
                        names.stream()
                                .map(name -> '"' + name + "\" BIGINT")
                                .toArray(String[]::new));
        Library library = Library.load();
        try (OpenTrace expected = new OpenTrace(plain, library);
                OpenTrace actual = new OpenTrace(trace, library)) {
            for (Definition report : reports(library)) {
                // The columns make the file larger, which this report shows.
                if (!report.name().equals("capture-cost")) {
                    assertEquals(
                            expected.print(report, Format.CSV, "1")
                                    .out()
                                    .replace("router.parquet", "fields.parquet"),
                            actual.print(report, Format.CSV, "1").out(),
                            report.name());
                }
            }
        }
    }

    /** All with -Dfull, else one in twelve: planning with a thousand columns takes a second. */
    private static List<Definition> reports(Library library) {
        return Suite.some(library.reports(), 12);
    }

    private static Set<String> aliases() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SyntheticTrace.root().resolve("queries"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".sql")).toList()) {
                Matcher alias = ALIAS.matcher(Files.readString(file));
                while (alias.find()) {
                    names.add(alias.group(1).toLowerCase(Locale.ROOT));
                }
            }
        }
        List<String> contract =
                Files.readAllLines(SyntheticTrace.root().resolve("queries/schema/event.csv"));
        contract.forEach(line -> names.remove(line.substring(0, line.indexOf(','))));
        return names;
    }

    private Path write(String fields, String... columns) {
        StringBuilder script =
                new StringBuilder(
                        SyntheticTrace.read(
                                SyntheticTrace.root()
                                        .resolve("analyzer/src/test/resources/traces/router.sql")));
        for (String column : columns) {
            script.append(";ALTER TABLE event ADD COLUMN ").append(column);
            script.append(";UPDATE event SET ")
                    .append(column.substring(0, column.lastIndexOf(' ')))
                    .append(" = 7 * seq");
        }
        script.append(";INSERT INTO metadata VALUES ('skbtrail.fields', '")
                .append(fields)
                .append("')");
        return SyntheticTrace.write(directory, "fields", script.toString());
    }

    private static Cli.Result sql(Path trace, String sql) {
        return Cli.run("sql", trace, sql, "--format", "csv");
    }
}
