package dev.skbtrail.analyzer;

import dev.skbtrail.analyzer.trace.Stamp;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a trace into the parts that the recorder's {@code --rotate} would have written: each has
 * the rows of a time, and a footer that counts them. A packet that is alive at the end of a part
 * goes on in the next one.
 */
public final class Rotation {
    /** Rows of a packet stay in order, whatever the clocks of the processors say. */
    private static final String EVENTS =
            """
            CREATE TABLE event AS
            SELECT * EXCLUDE (later, place), ntile(%2$d) OVER (ORDER BY later, place) AS part, place
            FROM (
                SELECT
                    *,
                    CASE
                        WHEN packet IS NULL THEN ts
                        ELSE max(ts) OVER (PARTITION BY packet ORDER BY seq, ts)
                    END AS later,
                    row_number() OVER () AS place
                FROM read_parquet(%1$s)
            )
            """;

    private static final String FOOTER =
            """
            CREATE TABLE footer AS
            SELECT decode(key) AS key, decode(value) AS value
            FROM parquet_kv_metadata(%s)
            WHERE starts_with(decode(key), 'skbtrail.')
            """;

    /** What is lost without a time is known to the last part; so is the end's configuration. */
    private static final String METADATA =
            """
            WITH
                bound AS (
                    SELECT part, CAST(epoch_ns(min(ts)) AS VARCHAR) AS begin FROM event GROUP BY part
                ),
                born AS (
                    SELECT min(part) AS part FROM event WHERE packet IS NOT NULL GROUP BY packet
                )
            SELECT
                key,
                CASE
                    WHEN key = 'skbtrail.start' AND %1$d > 1
                    THEN (SELECT begin FROM bound WHERE part = %1$d)
                    WHEN key = 'skbtrail.stop' AND %1$d < %2$d
                    THEN (SELECT begin FROM bound WHERE part = %1$d + 1)
                    WHEN key = 'skbtrail.stop_reason' AND %1$d < %2$d THEN 'rotate'
                    WHEN key = 'skbtrail.losses' AND %1$d < %2$d THEN '[]'
                    WHEN key = 'skbtrail.snapshot' AND %1$d < %2$d THEN '{"readings": []}'
                    WHEN key = 'skbtrail.counters'
                    THEN CAST(json_object(
                        'events',
                        (SELECT count(*) FROM event WHERE part = %1$d AND kind <> 'loss'),
                        'packets', (SELECT count(*) FROM born WHERE part = %1$d)) AS VARCHAR)
                    WHEN key = 'skbtrail.checksum' THEN '00000000'
                    ELSE value
                END AS value
            FROM footer
            UNION ALL
            SELECT 'skbtrail.part', CAST(json_object('recording', %3$s, 'number', %1$d) AS VARCHAR)
            """;

    private Rotation() {}

    /**
     * Writes the parts 1 to {@code count} of a trace, {@code NAME.1.parquet} and so on.
     *
     * @param name of the recording, too
     * @return the files, in order
     */
    public static List<Path> split(Path trace, Path directory, String name, int count) {
        List<Path> parts = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(String.format(EVENTS, literal(trace), count));
            statement.execute(String.format(FOOTER, literal(trace)));
            for (int number = 1; number <= count; number++) {
                Path part = directory.resolve(name + "." + number + ".parquet");
                write(statement, part, number, metadata(statement, number, count, name));
                parts.add(part);
            }
            return parts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Statement statement, Path part, int number, String metadata)
            throws SQLException {
        statement.execute(
                String.format(
                        "COPY (SELECT * EXCLUDE (part, place) FROM event WHERE part = %d"
                                + " ORDER BY place) TO %s (FORMAT parquet, KV_METADATA {%s})",
                        number, literal(part), metadata));
        Stamp.again(part);
    }

    private static String metadata(Statement statement, int number, int count, String recording)
            throws SQLException {
        List<String> members = new ArrayList<>();
        String sql = String.format(METADATA, number, count, literal(recording));
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                members.add(literal(rows.getString(1)) + ": " + literal(rows.getString(2)));
            }
        }
        return String.join(", ", members);
    }

    private static String literal(Object text) {
        return "'" + text.toString().replace("'", "''") + "'";
    }
}
