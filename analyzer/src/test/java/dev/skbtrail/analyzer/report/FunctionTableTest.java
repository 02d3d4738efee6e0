package dev.skbtrail.analyzer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions that exist in no kernel and are known only from their line in the catalogue. */
class FunctionTableTest {
    private static final String MADE_UP =
            """
            netfilter  made_up_filter  refusal   netfilter  -         hook: made-up filter  It's refused
            -          made_up_place   -         -          receive   usual: multicast      Made up
            -          made_up_guard   -         -          receive   cause: made-up guard  Made up
            free       made_up_free    free      -          free      ends merged, freed    Made up
            lineage    made_up_append  coalesce  -          -         merges in queue       Made up
            rx         made_up_driver  entry     -          receive   arrives, driver in    Made up
            tcp        made_up_socket  entry     -          deliver   socket in             Made up
            tx         made_up_tx      entry     -          transmit  driver out, sent      Made up
            """;

    /**
     * Packet 1 is rejected at FORWARD, 2 is an everyday free, 3 dropped, 4 merged; 5 gave its data
     * to 6, which is delivered to a socket; 7 is sent.
     */
    private static final String TRACE =
            """
            INSERT INTO event BY NAME
            SELECT
                make_timestamp_ns(1000 * packet + 10 * seq) AS ts, 0 AS cpu, kind, function, packet, seq,
                'IPv4' AS ethertype, 4 AS ip_version, '10.0.0.2' AS saddr, '10.0.1.2' AS daddr,
                'UDP' AS protocol, 1 AS sport, 2 AS dport, 100 AS ip_len, 'ns' AS netns_name,
                CASE WHEN function IN ('made_up_driver', 'made_up_free') THEN NULL ELSE 'if0' END AS ifname,
                CASE WHEN function LIKE '%filter' THEN 'DROP' END AS verdict,
                CASE WHEN kind <> 'return' AND function = 'nf_hook_slow' THEN 'FORWARD' END AS nf_hook,
                CASE WHEN kind = 'lineage' THEN 5 END AS parent,
                CASE WHEN kind = 'lineage' THEN 'coalesce' END AS lineage,
                reason AS drop_reason, place || '+0x1' AS drop_location
            FROM (VALUES
                (1, 0, 'entry', 'nf_hook_slow', NULL, NULL),
                (1, 1, 'return', 'made_up_filter', NULL, NULL),
                (1, 2, 'tracepoint', 'kfree_skb', 'NETFILTER_DROP', 'nf_hook_slow'),
                (2, 0, 'tracepoint', 'kfree_skb', 'NOT_SPECIFIED', 'made_up_place'),
                (3, 0, 'tracepoint', 'kfree_skb', 'NOT_SPECIFIED', 'made_up_guard'),
                (4, 0, 'entry', 'ip_rcv', NULL, NULL),
                (4, 1, 'entry', 'made_up_driver', NULL, NULL),
                (4, 2, 'free', 'made_up_free', NULL, NULL),
                (5, 0, 'entry', 'ip_rcv', NULL, NULL),
                (6, 0, 'entry', 'made_up_driver', NULL, NULL),
                (6, 1, 'entry', 'made_up_socket', NULL, NULL),
                (6, 2, 'lineage', 'made_up_append', NULL, NULL),
                (7, 0, 'entry', 'made_up_tx', NULL, NULL)
            ) AS t (packet, seq, kind, function, reason, place)
            """;

    private static final Library LIBRARY = Library.of(Resources.read("catalogue") + MADE_UP);

    @TempDir private static Path directory;
    private static TraceDatabase database;
    private static ReportRun run;

    @BeforeAll
    static void openTrace() {
        Path trace = SyntheticTrace.write(directory, "made-up", TRACE);
        database = TraceDatabase.open(List.of(new TraceFile(trace)), new Limits(null, 1));
        run = ReportRun.ofAllViews(database, LIBRARY, PacketFilter.NONE);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void tellsWhatAFunctionMeans() {
        assertEquals(
                """
                made_up_filter|NULL|hook: made-up filter|It's refused
                made_up_free|free|ends merged, freed|Made up
                made_up_tx|transmit|driver out, sent|Made up
                """,
                sql(
                        "SELECT * FROM functions WHERE function IN ('made_up_filter',"
                                + " 'made_up_free', 'made_up_tx') ORDER BY function"));
        assertEquals("Made up\n", report("silent-ends", "last = 'made_up_tx'", "meaning"));
    }

    @Test
    void namesWhatRefusedFreedOrDropped() {
        assertEquals(
                """
                1|fault|netfilter FORWARD made-up filter (made_up_filter)
                2|everyday|multicast that nobody joined
                3|fault|made-up guard on if0
                """,
                sql("SELECT packet, class, note FROM drops ORDER BY packet"));
    }

    @Test
    void tellsWhatBecameOfAPacket() {
        assertEquals(
                "4|merged|NULL\n6|delivered|if0\n7|transmitted|if0\n",
                sql(
                        "SELECT packet, fate, last_ifname FROM packets WHERE packet IN (4, 6, 7)"
                                + " ORDER BY packet"));
        assertEquals(
                "merged by GRO|made_up_free\nmerged in a queue of TCP|made_up_append\n",
                report("gso", "true", "what, function"));
    }

    @Test
    void tellsWhichPacketsAreOneJourney() {
        assertEquals("5|6|false\n", sql("SELECT parent, packet, joins FROM lineage"));
    }

    @Test
    void measuresTimesFromItAndTo() {
        assertEquals(
                "driver in|socket in|10\ndriver in|freed|10\n",
                report("stages", "\"from\" = 'driver in'", "\"from\", \"to\", max"));
        assertEquals("1\n", report("interfaces", "true", "sent"));
    }

    /** A misspelt role would become a macro that nothing calls. */
    @Test
    void explainsEveryRoleAndStageInItsHead() {
        String head =
                Resources.read("catalogue")
                        .lines()
                        .takeWhile(line -> line.startsWith("#"))
                        .collect(Collectors.joining(" "))
                        .replaceAll("[#\\s]+", " ");
        sql("SELECT DISTINCT unnest([stage] || string_split(roles, ', ')) AS word FROM functions"
                        + " WHERE NOT starts_with(function, 'made_up_')")
                .lines()
                .map(word -> word.replaceFirst(": .*", ":"))
                .filter(word -> !word.equals("NULL"))
                .forEach(word -> assertTrue(head.contains(" " + word), word));
    }

    @Test
    void refusesALineThatIsNotAsItsHeadSays() {
        assertTrue(
                refusal("rx  f  entry  -  -  meaning").endsWith(": rx  f  entry  -  -  meaning"));
        String line = "rx  f  entry  -  -  -  meaning\n";
        assertEquals("catalogue: listed twice: f", refusal(line + line));
    }

    private static String refusal(String text) {
        return assertThrows(IllegalArgumentException.class, () -> FunctionTable.statements(text))
                .getMessage();
    }

    private static String report(String name, String condition, String columns) {
        Definition report = LIBRARY.report(name).orElseThrow();
        report.parameters().forEach(parameter -> run.set(parameter, parameter.defaultValue()));
        String select = report.sql().strip().replaceFirst(";$", "");
        return sql("SELECT " + columns + " FROM (" + select + "\n) WHERE " + condition);
    }

    private static String sql(String sql) {
        return run.rows(sql, FunctionTableTest::text);
    }

    private static String text(Rows rows) throws SQLException {
        StringBuilder text = new StringBuilder();
        while (rows.next()) {
            StringJoiner line = new StringJoiner("|", "", "\n");
            for (int i = 0; i < rows.width(); i++) {
                line.add(rows.value(i) == null ? "NULL" : String.valueOf(rows.value(i)));
            }
            text.append(line);
        }
        return text.toString();
    }
}
