package dev.skbtrail.analyzer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requirements for every file in {@code queries}. The header's grammar itself: {@link HeaderTest}.
 */
class QueriesLintTest {
    private static final Library LIBRARY = Library.load();
    private static final int WIDEST_LINE = 100;
    private static final Pattern COMMENT = Pattern.compile("--.*");
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");
    private static TraceDatabase database;

    @BeforeAll
    static void openAnEmptyTrace() {
        database = TraceDatabase.empty();
        ReportRun.ofAllViews(database, LIBRARY, PacketFilter.NONE);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    static Stream<Definition> definitions() {
        return Stream.concat(reports(), LIBRARY.views().stream());
    }

    static Stream<Definition> reports() {
        return Stream.concat(
                LIBRARY.reports().stream(),
                Resources.list(".sql").stream()
                        .filter(path -> path.matches("export/.*"))
                        .map(path -> path.replaceAll("^export/|\\.sql$", ""))
                        .map(LIBRARY::export));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void keepsToWhatEveryReportHasTo(Definition definition) {
        assertEquals(List.of(), new Lint(database, LIBRARY).problems(definition));
    }

    @Test
    void showsTheColumnsOfTheContractInEvents() {
        List<String> columns =
                SyntheticTrace.read(SyntheticTrace.root().resolve("queries/schema/event.csv"))
                        .lines()
                        .skip(1)
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .filter(name -> !name.startsWith("lost"))
                        .toList();
        assertEquals(columns, database.query("FROM events", QueriesLintTest::names));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void keepsItsLinesShortAndItsNeedsSorted(Definition definition) {
        assertShortLines(definition.sql());
        assertEquals(definition.needs().stream().sorted().toList(), definition.needs());
        assertFalse(definition.title().endsWith("."), "a title is not a sentence");
    }

    @Test
    void keepsLinesShortInWhatIsNeitherReportNorView() {
        List<String> others =
                Resources.list(".sql").stream()
                        .filter(path -> path.matches("[^/]*|(compare|check|count)/.*"))
                        .toList();
        assertTrue(others.contains("prelude.sql"), others.toString());
        assertTrue(others.contains("compare/shares/drops.sql"), others.toString());
        others.forEach(path -> assertShortLines(Resources.read(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prelude.sql", "moments.sql", "compare/statistics.sql"})
    void documentsEveryMacro(String path) {
        String macros = Resources.read(path);
        List<String> made = found(Pattern.compile("CREATE MACRO (\\w+\\([^)]*\\))"), macros);
        List<String> told =
                found(Pattern.compile("-- macro: (\\w+\\([^)]*\\))\\n-- description: \\S"), macros);
        assertFalse(made.isEmpty());
        assertEquals(told, made);
    }

    /**
     * Knowledge about functions belongs in bpf/catalogue; SQL accesses it through roles. These
     * files name functions for a reason given in their comments, or because they deal only with
     * these.
     */
    @Test
    void namesFunctionsOfTheCatalogueOnlyWhereItMust() {
        Set<String> functions =
                new TreeSet<>(
                        database.query(
                                "SELECT function FROM functions", QueriesLintTest::firstColumn));
        Map<String, Set<String>> named = new TreeMap<>();
        for (String path : Resources.list(".sql")) {
            String sql = COMMENT.matcher(Resources.read(path)).replaceAll("");
            Set<String> names = new TreeSet<>(found(LITERAL, sql));
            names.retainAll(functions);
            if (!names.isEmpty()) {
                named.put(path, names);
            }
        }
        assertEquals(
                Map.of(
                        // The part for connection tracking has its own row.
                        "views/verdicts.sql",
                        Set.of("nf_conntrack_in"),
                        // Either function substitutes for the other.
                        "protocols/tcp-retransmits.sql",
                        Set.of("__tcp_retransmit_skb", "tcp_retransmit_skb"),
                        // The reason IP_INHDR means the hop limit only if the packet is being
                        // forwarded.
                        "views/causes.sql",
                        Set.of("ip6_forward", "ip_forward"),
                        // One value per branch.
                        "views/dropped.sql",
                        Set.of(
                                "icmpv6_notify",
                                "igmp6_event_query",
                                "igmp6_event_report",
                                "ndisc_rcv",
                                "ping_rcv",
                                "tcp_v4_send_reset",
                                "tcp_v6_send_reset"),
                        // Its drop reasons tell which kind of route rejected the packet.
                        "views/drops.sql",
                        Set.of("ip_error"),
                        // One value per branch.
                        "views/failures.sql",
                        Set.of(
                                "nf:INPUT:last",
                                "tcp_conn_request",
                                "tcp_retransmit_skb",
                                "tcp_v4_syn_recv_sock",
                                "tcp_v6_syn_recv_sock"),
                        // Frees without a reason whose location explains them nevertheless.
                        "views/reasons.sql",
                        Set.of(
                                "__udp4_lib_rcv",
                                "__udp6_lib_rcv",
                                "br_handle_frame",
                                "br_handle_frame_finish")),
                named);
    }

    private static void assertShortLines(String sql) {
        List<String> wide = sql.lines().filter(line -> line.length() > WIDEST_LINE).toList();
        assertEquals(List.of(), wide);
        assertFalse(sql.contains("\t"), "spaces, no tabs");
    }

    private static List<String> names(Rows rows) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rows.width(); i++) {
            names.add(rows.name(i));
        }
        return names;
    }

    private static List<String> firstColumn(Rows rows) throws SQLException {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
            values.add((String) rows.value(0));
        }
        return values;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult r) -> r.group(1)).toList();
    }
}
