package dev.skbtrail.analyzer.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.report.Origin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The cost of the SQL of a finding. */
class RuleQueryTest {
    private static final String RULE =
            """
            -- title: Of a table
            -- description: Has a row for each of its rows.
            -- level: error
            -- finding: Found {flow}
            -- confirm: true
            -- source: none
            -- probes:
            -- needs:
            -- example: length  Of the packet.
            SELECT 'certain' AS certainty, packet, ts, flow, length FROM all_rows;
            """;

    /** Every rule scans a large trace: it must do so once, not once per column of its findings. */
    @Test
    void workARuleOutOnce() throws SQLException {
        Rule rule = Rule.parse(new Origin("area", "rule", "rule.sql"), RULE);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement run = duck.createStatement()) {
            run.execute(
                    "CREATE TABLE all_rows AS SELECT 1 AS packet, make_timestamp_ns(1) AS ts,"
                            + " 'UDP' AS flow, 28 AS length");
            run.execute("CREATE TABLE trace AS SELECT make_timestamp_ns(0) AS start");
            run.execute("SET VARIABLE findings = 20");
            assertEquals(1, scans(run, new RuleQuery(rule).sql()));
        }
    }

    private static long scans(Statement run, String sql) throws SQLException {
        try (ResultSet plan = run.executeQuery("EXPLAIN " + sql)) {
            plan.next();
            return Pattern.compile("\\ball_rows\\b").matcher(plan.getString(2)).results().count();
        }
    }
}
