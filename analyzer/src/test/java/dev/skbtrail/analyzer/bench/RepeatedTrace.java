package dev.skbtrail.analyzer.bench;

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
 * Builds a large trace by repeating real ones: the same packets again and again, each time later,
 * with new packet numbers and other client addresses. Paths, absent columns, times between events,
 * verdicts and drops remain those of a real kernel. The rows are ordered as the recorder writes
 * them: packets by their first event, drops in row groups of their own, and the checksum of the
 * whole file in the footer.
 */
final class RepeatedTrace {
    /** Rows per row group, as in the recorder. */
    private static final int ROW_GROUP = 1 << 20;

    /** Start of the trace (ns since 1970), and the length of the repeated traces together (ns). */
    private static final long START = 1_790_000_000_000_000_000L;

    private static final long ROUND = 100_000_000L;

    /** Replaces the one client of the sample traces' scenario with one of many. */
    private static final String CLIENT_ADDRESS =
            """
            CREATE MACRO client_address(address, client) AS
                CASE address
                    WHEN '192.0.2.2' THEN format('10.{}.{}.{}',
                        64 + client // 65536, client // 256 % 256, client % 256)
                    WHEN '2001:db8:1::2' THEN format('2001:db8:1:1::{:x}:{:x}',
                        1 + client // 65536, client % 65536)
                    ELSE address
                END
            """;

    private RepeatedTrace() {}

    /**
     * Arguments: the output file, the minimum number of events, the number of clients, and the
     * traces to repeat (a trace named several times is repeated more often).
     */
    public static void main(String[] arguments) throws SQLException {
        List<String> all = List.of(arguments);
        long events = Long.parseLong(all.get(1));
        int clients = Integer.parseInt(all.get(2));
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement run = duck.createStatement()) {
            run.execute("SET temp_directory = " + literal(all.get(0) + ".spill"));
            run.execute(CLIENT_ADDRESS);
            model(run, all.subList(3, all.size()));
            run.execute("SET VARIABLE events = (SELECT events FROM size)");
            run.execute(
                    "SET VARIABLE rounds = (SELECT %d // events + 1 FROM size)".formatted(events));
            repeat(run, all.get(0), clients, metadata(run, all.get(3)));
        }
        Stamp.on(Path.of(all.get(0)));
    }

    /** Creates the table model: the traces one after the other, with the position of each row. */
    private static void model(Statement run, List<String> traces) throws SQLException {
        run.execute(
                "CREATE TABLE part AS FROM read_parquet(%s) LIMIT 0"
                        .formatted(literal(traces.get(0))));
        run.execute("ALTER TABLE part ADD COLUMN number INTEGER");
        run.execute("ALTER TABLE part ADD COLUMN since BIGINT");
        for (int i = 0; i < traces.size(); i++) {
            run.execute(
                    """
                    INSERT INTO part BY NAME
                    SELECT *, %d AS number, epoch_ns(ts) - epoch_ns(min(ts) OVER ()) AS since
                    FROM read_parquet(%s)
                    """
                            .formatted(i, literal(traces.get(i))));
        }
        // The generated footer says that nothing was lost.
        run.execute("SELECT error('a trace with losses') FROM part WHERE kind = 'loss'");
        run.execute(
                """
                CREATE TABLE size AS
                SELECT max(packet) + 1 AS packets, count(DISTINCT number) AS parts,
                       count(*) AS events, max(since) AS length,
                       count(DISTINCT (number, packet)) FILTER (packet IS NOT NULL) AS lives
                FROM part
                """);
        run.execute(
                """
                CREATE TABLE model AS
                SELECT row_number() OVER (ORDER BY number, packet, seq) - 1 AS place, part.*
                FROM part
                """);
    }

    /**
     * The footer of a trace in the syntax of COPY. Probes, drop reasons and the like remain valid;
     * values that the repetition changes are replaced.
     */
    private static String metadata(Statement run, String trace) throws SQLException {
        List<String> pairs = new ArrayList<>();
        try (ResultSet rows =
                run.executeQuery(
                        """
                        SELECT
                            decode(key),
                            CASE decode(key)
                                WHEN 'skbtrail.start' THEN '%1$d'
                                WHEN 'skbtrail.stop'
                                THEN '' || %1$d + getvariable('rounds') * %2$d + s.length
                                WHEN 'skbtrail.losses' THEN '[]'
                                WHEN 'skbtrail.counters' THEN CAST(to_json({
                                    'events': getvariable('rounds') * s.events,
                                    'packets': getvariable('rounds') * s.lives}) AS VARCHAR)
                                ELSE decode(value)
                            END
                        FROM parquet_kv_metadata(%3$s)
                        CROSS JOIN size AS s
                        WHERE decode(key) <> 'skbtrail.checksum'
                        UNION ALL
                        SELECT 'skbtrail.checksum', '00000000'
                        """
                                .formatted(START, ROUND, literal(trace)))) {
            while (rows.next()) {
                pairs.add("\"" + rows.getString(1) + "\": " + literal(rows.getString(2)));
            }
        }
        return "{" + String.join(", ", pairs) + "}";
    }

    private static void repeat(Statement run, String to, int clients, String metadata)
            throws SQLException {
        String rows =
                """
                SELECT * EXCLUDE (place, number, since, round, parts, packets, client) REPLACE (
                    make_timestamp_ns(%1$d + round * %2$d + number * 10000000
                        + since) AS ts,
                    packet + (round * parts + number) * packets AS packet,
                    parent + (round * parts + number) * packets AS parent,
                    client_address(saddr, client) AS saddr,
                    client_address(daddr, client) AS daddr)
                FROM (
                    SELECT
                        r.round, m.*, s.parts, s.packets,
                        hash(r.round, m.number, m.packet // 16) %% %3$d AS client
                    FROM (
                        SELECT
                            i // getvariable('events') AS round, i %% getvariable('events') AS place
                        FROM range(getvariable('rounds') * getvariable('events')) AS r(i)
                    ) AS r
                    JOIN model AS m ON m.place = r.place
                    CROSS JOIN (SELECT parts, packets FROM size) AS s
                )
                WHERE (drop_address IS NOT NULL) = %4$s
                """;
        // Keeps the rows of the left side in order, which is by time.
        run.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'");
        run.execute(
                "COPY (%s UNION ALL %s) TO %s (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE %d, KV_METADATA %s)"
                        .formatted(
                                rows.formatted(START, ROUND, clients, false),
                                rows.formatted(START, ROUND, clients, true),
                                literal(to),
                                ROW_GROUP,
                                metadata));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
