package dev.skbtrail.analyzer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Suite;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.cli.Cli;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.Parameter;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.rule.Rule;
import dev.skbtrail.analyzer.rule.Rules;
import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code skbtrail report --queryable}, tested in a real browser without a network. */
class QueryableTest {
    private static final long TWENTY_MEGABYTES = 20_000_000;

    /** Reports of every category, covering both ways in which views are exported. */
    private static final List<String> SOME =
            List.of(
                    "functions",
                    "losses",
                    "snapshot",
                    "drops",
                    "packet",
                    "packets",
                    "path-tree",
                    "latency",
                    "netfilter",
                    "flows");

    private static final String WHERE = "saddr = '192.0.2.2'";

    @TempDir private Path directory;

    @BeforeEach
    void needsABrowser() {
        Browser.require();
        Browser.missing(
                Page.canBeQueryable(), "needs DuckDB for the browser: run bpf/setup, then build");
    }

    private static Path sample(String name) {
        return SyntheticTrace.root().resolve("sample-traces/" + name + "/trace.parquet");
    }

    private Browser open(Path trace, String... options) throws Exception {
        Path page = directory.resolve("report.html");
        List<Object> words = new ArrayList<>(List.of("report", trace, "-o", page, "--queryable"));
        words.addAll(List.of(options));
        Cli.Result result = Cli.run(words.toArray());
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(Files.size(page) < TWENTY_MEGABYTES, result.out());
        return Browser.open(page, directory.resolve("profile"));
    }

    @Test
    void runsReportsAndSqlAsTheCommandLineDoes() throws Exception {
        Path trace = sample("udp-blocked");
        PacketFilter filter = new PacketFilter(List.of(), WHERE);
        try (Browser browser = open(trace, "--where", WHERE)) {
            assertEquals(unable(), unlike(browser, trace, filter).toString());
            assertEquals(
                    "192.0.2.2:7",
                    sql(
                            browser,
                            "SELECT saddr || ':' || count(DISTINCT packet) FROM events"
                                    + " WHERE saddr IS NOT NULL GROUP BY saddr"));
            assertEquals("'; \"<b>", sql(browser, "SELECT '''; \"<b>' -- comment"));
            assertEquals(
                    "0",
                    sql(
                            browser,
                            "SELECT count(*) FROM duckdb_columns()"
                                    + " WHERE regexp_matches(column_name, '^stats_|file_name')"
                                    + " AND database_name = 'recorded'"));
            assertTrue(sql(browser, "SHOW TABLES").contains("drops"));
            assertTrue(sql(browser, "SELECT nothing").startsWith("Binder Error"));
            assertTrue(
                    sql(browser, "FROM 'http://192.0.2.1/x.csv'").startsWith("Permission Error"));
            assertEquals(
                    "0",
                    browser.later(
                            "questions.sql('FROM events')"
                                    + ".then(() => '' + questions.engine.missing.length)"));
            assertEquals(List.of(), browser.complaints());
        }
    }

    /** Another sample, which fills other reports. */
    @Test
    @Tag("full")
    void runsEveryReportOfATunnelToo() throws Exception {
        Path trace = sample("overlay");
        try (Browser browser = open(trace)) {
            assertEquals(unable(), unlike(browser, trace, PacketFilter.NONE).toString());
            assertEquals(List.of(), browser.complaints());
        }
    }

    /** The reports that the page says it cannot run. */
    private static String unable() {
        TreeSet<String> names = new TreeSet<>(Questions.unable().keySet());
        names.removeIf(name -> !Suite.isFull() && !SOME.contains(name));
        return names.toString();
    }

    private static String sql(Browser browser, String sql) throws Exception {
        return answer(browser, "questions.sql(" + literal(sql) + ")");
    }

    /** Rows as text, with control characters between cells and rows; or the error message. */
    private static String answer(Browser browser, String figure) throws Exception {
        String packed =
                browser.later(
                        figure
                                + ".then(found => found.rows.map(row => row.map(cell => cell === null"
                                + " ? String.fromCharCode(0) : String(cell))"
                                + ".join(String.fromCharCode(31))).join(String.fromCharCode(30)),"
                                + " error => error.message)"
                                + ".then(text => btoa(unescape(encodeURIComponent(text))))");
        return new String(Base64.getDecoder().decode(packed), StandardCharsets.UTF_8);
    }

    private static String literal(String text) {
        return "decodeURIComponent(escape(atob('"
                + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                + "')))";
    }

    /** Names of the reports whose rows in the page differ from those of the command line. */
    private static TreeSet<String> unlike(Browser browser, Path trace, PacketFilter filter)
            throws Exception {
        Map<String, String> here = here(trace, filter);
        TreeSet<String> unlike = new TreeSet<>();
        browser.later("questions.started().then(() => '')");
        for (Map.Entry<String, String> expected : here.entrySet()) {
            String[] key = expected.getKey().split("/");
            String found =
                    answer(
                            browser,
                            String.format(
                                    Locale.ROOT,
                                    "questions.report(questions.find('%s', '%s'),"
                                            + " {packet: '2', functions: 'ip_rcv'})",
                                    key[0],
                                    key[1]));
            if (!found.equals(expected.getValue())) {
                System.out.println(expected + "\nis in the page\n" + found);
                unlike.add(key[1]);
            }
        }
        return unlike;
    }

    /** The rows that the command line returns, by category and name. */
    private static Map<String, String> here(Path trace, PacketFilter filter) {
        Map<String, String> here = new TreeMap<>();
        Library library = Library.load();
        try (TraceDatabase database =
                TraceDatabase.open(List.of(new TraceFile(trace)), new Limits(null, 1))) {
            ReportRun run = ReportRun.of(database, library, filter);
            for (Definition report : library.reports()) {
                if (Suite.isFull() || SOME.contains(report.name())) {
                    report.parameters().forEach(parameter -> run.set(parameter, value(parameter)));
                    here.put(
                            report.category() + "/" + report.name(),
                            run.rows(report, report.sql(), QueryableTest::text));
                }
            }
            for (Rule rule : Rules.load().all()) {
                if (Suite.isFull() || rule.name().equals("netfilter-rule")) {
                    here.put(
                            "rules/" + rule.name(),
                            run.rows(rule.needs(), rule.sql(), QueryableTest::text));
                }
            }
        }
        return here;
    }

    private static String value(Parameter parameter) {
        return !parameter.required()
                ? parameter.defaultValue()
                : parameter.type().equals(Parameter.PACKET) ? "2" : "ip_rcv";
    }

    private static String text(Rows rows) throws SQLException {
        List<String> lines = new ArrayList<>();
        while (rows.next()) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < rows.width(); i++) {
                cells.add(cell(rows.value(i)));
            }
            lines.add(String.join("\u001f", cells));
        }
        return String.join("\u001e", lines);
    }

    private static String cell(Object value) {
        if (value instanceof Double number && number == Math.rint(number)) {
            // JavaScript has only one number type.
            return String.valueOf(number.longValue());
        }
        return value == null ? "\0" : value.toString();
    }
}
