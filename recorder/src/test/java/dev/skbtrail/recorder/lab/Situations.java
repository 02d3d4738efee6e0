package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the analyzer's reports on the packets of {@code lab/situations} with {@code
 * situations-expected.csv} and with the kernel's counters.
 */
final class Situations {
    private static final Path EXPECTED =
            Repository.file("recorder/src/test/lab/situations-expected.csv");
    private static final Shell SHELL = new Shell(Duration.ofMinutes(2), Map.of());

    /** Rows of both reports. */
    private static final String TOLD =
            """
            CREATE VIEW told AS
            SELECT class, CAST(packets AS BIGINT) AS packets, reason, function, note, flow, interface,
                   example, row_number() OVER () AS number
            FROM (
                SELECT class, packets, reason, function, note, flow, interface, example FROM drops
                UNION ALL
                SELECT 'stands out', count, NULL, NULL, item, NULL, NULL, NULL FROM summary
                WHERE section = 'stands out')
            """;

    private static final String MATCHED =
            """
            CREATE VIEW matched AS
            SELECT e.situation, t.number, t.packets
            FROM expected AS e
            JOIN told AS t ON t.class = coalesce(e.class, t.class)
                AND regexp_full_match(coalesce(t.reason, ''), coalesce(e.reason, '.*'))
                AND regexp_full_match(coalesce(t.function, ''), coalesce(e.function, '.*'))
                AND regexp_matches(coalesce(t.note, ''), coalesce(e.note, ''))
                AND regexp_full_match(coalesce(t.flow, ''), coalesce(e.flow, '.*'))
                AND regexp_matches(coalesce(t.interface, ''), coalesce(e.interface, ''))
            """;

    /**
     * Drops that may be missing in the trace, because the kernel skipped and counted that many
     * programs. An interrupt that arrives while a program runs makes the kernel skip the same
     * program for the packets that the interrupt handles.
     */
    private static final String LOSSES =
            """
            CREATE VIEW losses AS
            SELECT coalesce(sum(lost), 0) AS skipped FROM events
            WHERE lost_cause = 'missed probe'
            """;

    private static final String WRONG =
            """
            SELECT coalesce(c.situation, e.situation), e.class, c.packets AS counted,
                   coalesce(t.packets, 0) AS told
            FROM (SELECT situation, CAST(packets AS BIGINT) AS packets FROM counted) AS c
            FULL JOIN expected AS e ON e.situation = c.situation
            LEFT JOIN (
                SELECT situation, sum(packets) AS packets FROM matched GROUP BY situation
            ) AS t ON t.situation = e.situation
            WHERE CASE e.count
                    WHEN '=' THEN c.packets IS NULL OR coalesce(t.packets, 0)
                        NOT BETWEEN c.packets - (SELECT skipped FROM losses) AND c.packets
                    WHEN '>=' THEN coalesce(t.packets, 0) + (SELECT skipped FROM losses) < c.packets
                    WHEN '0' THEN t.packets > 0
                    WHEN 'any' THEN false
                    WHEN 'explain' THEN c.packets IS NULL
                    ELSE true
                END
            ORDER BY ALL
            """;

    /** A fault that nobody planted. */
    private static final String UNPLANTED =
            """
            SELECT * EXCLUDE (number) FROM told
            WHERE class = 'fault' AND number NOT IN (SELECT number FROM matched) ORDER BY ALL
            """;

    /** A situation whose cause skbtrail explain does not name, or not for all its packets. */
    private static final String UNEXPLAINED =
            """
            SELECT e.situation, e.explain, c.packets AS counted, sum(CAST(f.packets AS BIGINT))
            FROM expected AS e
            JOIN (SELECT situation, max(CAST(packets AS BIGINT)) AS packets FROM counted
                  GROUP BY situation) AS c ON c.situation = e.situation
            LEFT JOIN explained AS f ON regexp_matches(f.rule || ' ' || f.finding, e.explain)
            WHERE e.explain <> '' AND e.count <> 'any'
            GROUP BY ALL
            HAVING coalesce(sum(CAST(f.packets AS BIGINT)), 0)
                   + (SELECT skipped FROM losses) < c.packets
            ORDER BY ALL
            """;

    /** A situation in which the first finding about one of its packets is a different one. */
    private static final String NOT_FIRST =
            """
            SELECT situation, wanted, first FROM (
                SELECT e.situation, t.number, list(DISTINCT e.explain) AS wanted,
                       arg_min(f.rule || ' ' || f.finding, CAST(f.rank AS BIGINT)) AS first
                FROM matched AS m
                JOIN told AS t ON t.number = m.number
                JOIN expected AS e ON e.situation = m.situation AND e.explain <> ''
                JOIN explained AS f
                    ON list_contains(string_split(f.evidence, ', '), t.example)
                GROUP BY ALL)
            WHERE NOT list_bool_or([regexp_matches(first, w) FOR w IN wanted])
            ORDER BY ALL
            """;

    /** A finding about something that nobody planted. */
    private static final String INVENTED =
            """
            SELECT rule, finding, packets FROM explained AS f
            WHERE level = 'error' AND certainty <> 'possible' AND NOT EXISTS (
                FROM expected AS e
                WHERE e.explain <> '' AND regexp_matches(f.rule || ' ' || f.finding, e.explain))
            ORDER BY ALL
            """;

    /** The lab's IPSEC_KEY, or a part of it. */
    private static final String WITH_KEY =
            "SELECT decode(key) FROM parquet_kv_metadata('%s')"
                    + " WHERE regexp_matches(decode(value), '(?i)5ec2e7|c2e75e|e75ec2')";

    private final String name;
    private final Path directory;

    /**
     * @param name prefix of the namespaces
     * @param directory contains the trace and the kernel's counters from the lab
     */
    Situations(String name, Path directory) {
        this.name = name;
        this.directory = directory;
    }

    /**
     * @param kernel name of the kernel in the table of expected results
     * @param recording name of the trace
     */
    void assertTold(String kernel, String recording) throws IOException, SQLException {
        Path trace = directory.resolve(recording + ".parquet");
        try (Trace sql = new Trace()) {
            view(sql, "drops", report(trace, "drops", "--everyday", "--top", "100000"));
            view(sql, "summary", report(trace, "summary", "--top", "1000"));
            view(sql, "explained", report(trace, "explain", "--top", "1000"));
            view(sql, "counted", directory.resolve("situations.csv"));
            view(sql, "every_expected", EXPECTED);
            sql.run(
                    "CREATE VIEW expected AS FROM every_expected WHERE regexp_full_match('"
                            + kernel
                            + "', kernels)");
            sql.withEvents("events", trace);
            assertEquals(
                    List.of(),
                    sql.rows(WITH_KEY.formatted(trace)),
                    kernel + ": the key of an IPsec state is in the footer");
            sql.run(LOSSES);
            sql.run(TOLD);
            sql.run(MATCHED);
            List<String> told = sql.rows("SELECT * EXCLUDE (number) FROM told ORDER BY number");
            assertEquals(
                    List.of(),
                    sql.rows(WRONG),
                    () -> kernel + ": situation, class, counted, told, of " + lines(told));
            assertEquals(List.of(), sql.rows(UNPLANTED), kernel + ": faults that are none");
            List<String> found = sql.rows("SELECT rule, finding FROM explained");
            assertEquals(
                    List.of(),
                    sql.rows(UNEXPLAINED),
                    () -> kernel + ": situation, wanted, counted, found, of " + lines(found));
            assertEquals(List.of(), sql.rows(NOT_FIRST), kernel + ": situation, wanted, first");
            assertEquals(List.of(), sql.rows(INVENTED), kernel + ": findings of nothing");
        }
    }

    /** All namespaces, separated by commas. */
    String namespaces() {
        return Stream.of("client", "router", "server", "switch", "near", "middle", "far")
                .map(node -> name + "-" + node)
                .collect(Collectors.joining(","));
    }

    private static String lines(List<String> rows) {
        return String.join("\n", rows);
    }

    private static void view(Trace sql, String name, Path csv) throws SQLException {
        sql.run(
                "CREATE TABLE %s AS FROM read_csv('%s', header = true, all_varchar = true)"
                        .formatted(name, csv));
    }

    /** A report about the situations' namespaces, as CSV. */
    private Path report(Path trace, String report, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(Programs.ANALYZE, report, trace.toString()));
        command.addAll(List.of("--format", "csv"));
        command.addAll(List.of("--netns", namespaces()));
        command.addAll(List.of(options));
        String out = SHELL.run(command).succeeds().out();
        return Files.writeString(trace.resolveSibling(trace.getFileName() + "." + report), out);
    }
}
