package dev.skbtrail.analyzer.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A trace that SQL makes of a real one.
 *
 * @param name of the case
 * @param script changes the tables {@code event} and {@code metadata} (key, value)
 * @param recount does the footer count the rows as they are after the script?
 * @param file its name, with directories
 */
record MadeTrace(String name, String script, boolean recount, String file) {
    /**
     * Whether a trace may be called complete, by its rows and its footer; asked without statistics.
     */
    private static final String COMPLETE =
            """
            SELECT
                (SELECT count(*) FROM event WHERE kind = 'loss') = 0
                AND (SELECT count(*) = coalesce(TRY_CAST(any_value(m.events) AS BIGINT), -1)
                    AND count(DISTINCT packet) = coalesce(TRY_CAST(any_value(m.packets) AS BIGINT), -1)
                    AND count(*) FILTER (packet IS NULL OR seq IS NULL) = 0
                    AND (count(*) = 0 OR count(function) > 0)
                    FROM event, footer AS m)
                AND (SELECT losses = '[]' FROM footer)
                AND (SELECT coalesce(bool_and(ok), true) FROM (
                    SELECT min(seq) = 0 AND max(seq) + 1 = count(*) AND count(DISTINCT seq) = count(*) AS ok
                    FROM event GROUP BY packet))
            """;

    private static final String FOOTER =
            """
            CREATE VIEW footer AS
            SELECT
                max(TRY_CAST(value AS JSON) ->> 'events') FILTER (key = 'skbtrail.counters') AS events,
                max(TRY_CAST(value AS JSON) ->> 'packets') FILTER (key = 'skbtrail.counters') AS packets,
                max(value) FILTER (key = 'skbtrail.losses') AS losses
            FROM metadata
            """;

    private static final String RECOUNT =
            """
            UPDATE metadata SET value = (
                SELECT json_object('events', count(*), 'packets', count(DISTINCT packet))
                FROM event WHERE kind <> 'loss')
            WHERE key = 'skbtrail.counters'
            """;

    /** One whose footer counts its rows. */
    static MadeTrace honest(String name, String script) {
        return new MadeTrace(name, script, true, "trace.parquet");
    }

    /** One whose footer says what it said before. */
    static MadeTrace stale(String name, String script) {
        return new MadeTrace(name, script, false, "trace.parquet");
    }

    /**
     * Writes it.
     *
     * @return may a report call it complete?
     */
    boolean write(Path base, Path target) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            Files.createDirectories(target.getParent());
            statement.execute("CREATE TABLE event AS FROM read_parquet(" + literal(base) + ")");
            statement.execute(
                    "CREATE TABLE metadata AS SELECT decode(key) AS key, decode(value) AS value FROM"
                            + " parquet_kv_metadata("
                            + literal(base)
                            // Of the file as it was: it would refuse each of these.
                            + ") WHERE decode(key) <> 'skbtrail.checksum'");
            statement.execute(script);
            if (recount) {
                statement.execute(RECOUNT);
            }
            statement.execute(
                    "COPY event TO "
                            + literal(target)
                            + " (FORMAT parquet, KV_METADATA {"
                            + metadata(statement)
                            + "})");
            return complete(statement);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** A table that cannot even be queried is not a complete trace. */
    private static boolean complete(Statement statement) {
        try {
            statement.execute(FOOTER);
            try (ResultSet rows = statement.executeQuery(COMPLETE)) {
                return rows.next() && rows.getBoolean(1);
            }
        } catch (SQLException e) {
            return false;
        }
    }

    private static String metadata(Statement statement) throws SQLException {
        List<String> members = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT key, value FROM metadata WHERE value IS NOT NULL")) {
            while (rows.next()) {
                members.add(literal(rows.getString(1)) + ": " + literal(rows.getString(2)));
            }
        }
        return String.join(", ", members);
    }

    private static String literal(Object text) {
        return "'" + text.toString().replace("'", "''") + "'";
    }

    /** Names and types of the columns of a trace. */
    static List<String[]> columns(Path trace) {
        List<String[]> columns = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet("
                                        + literal(trace)
                                        + "))")) {
            while (rows.next()) {
                columns.add(new String[] {rows.getString(1), rows.getString(2)});
            }
            return columns;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
