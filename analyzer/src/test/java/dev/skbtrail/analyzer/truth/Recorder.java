package dev.skbtrail.analyzer.truth;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Writes the trace that a recorder would have written: all events, or all except lost ones. */
final class Recorder {
    private static final long LOSS_INTERVAL = 100_000_000;
    private static final String STAGING =
            """
            CREATE TABLE row (
                ts BIGINT, cpu INTEGER, kind VARCHAR, function VARCHAR, packet BIGINT, seq BIGINT,
                parent BIGINT, lineage VARCHAR, skb BIGINT, netns_name VARCHAR, ifname VARCHAR,
                ethertype VARCHAR, protocol VARCHAR, saddr VARCHAR, sport INTEGER, daddr VARCHAR,
                dport INTEGER, icmp_type INTEGER, ip_len BIGINT, payload_len BIGINT,
                drop_reason VARCHAR, drop_location VARCHAR, nf_hook VARCHAR)
            """;

    private final World world;

    private Recorder(World world) {
        this.world = world;
    }

    /**
     * Selects events at random as lost.
     *
     * @param share the fraction that is lost, in [0, 1]
     */
    static Set<Event> losses(World world, double share) {
        Random random = world.random();
        return world.lives.stream()
                .flatMap(life -> life.events.stream())
                .filter(event -> random.nextDouble() < share)
                .collect(Collectors.toSet());
    }

    /**
     * Rows are ordered as by the recorder: in time windows, within each the rows of a packet
     * together, packets in no particular order.
     */
    static Path write(Path directory, String name, World world, Set<Event> lost) {
        String order = "epoch_ns(ts) // 50000000, hash(packet), seq";
        return SyntheticTrace.write(
                directory, name, order, connection -> new Recorder(world).fill(connection, lost));
    }

    /**
     * As above, with changes that the generator does not support.
     *
     * @param more SQL that modifies the table {@code event}
     */
    static Path write(Path directory, String name, World world, String more) {
        String order = "epoch_ns(ts) // 50000000, hash(packet), seq";
        return SyntheticTrace.write(
                directory,
                name,
                order,
                connection -> {
                    new Recorder(world).fill(connection, Set.of());
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(more);
                    }
                });
    }

    private void fill(Connection connection, Set<Event> lost) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(STAGING);
            try (DuckDBAppender rows =
                    connection.unwrap(DuckDBConnection.class).createAppender("main", "row")) {
                for (Life life : world.lives) {
                    for (Event event : life.events) {
                        if (!lost.contains(event)) {
                            append(rows, event);
                        }
                    }
                }
            }
            statement.execute(
                    "INSERT INTO event BY NAME SELECT * REPLACE (make_timestamp_ns(ts) AS ts)"
                            + " FROM row");
            statement.execute(lossRows(lost));
        }
    }

    /** The recorder polls for losses at intervals, so a row may be that much late. */
    private static String lossRows(Set<Event> lost) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Event event : lost) {
            long noticed = (event.ts() / LOSS_INTERVAL + 1) * LOSS_INTERVAL;
            counts.merge("(" + noticed + ", " + event.cpu(), 1, Integer::sum);
        }
        if (counts.isEmpty()) {
            return "SELECT 1";
        }
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + ", " + entry.getValue() + ")")
                .collect(
                        Collectors.joining(
                                ", ",
                                "INSERT INTO event BY NAME SELECT make_timestamp_ns(noticed) AS ts, cpu,"
                                        + " 'loss' AS kind, lost, 'ring full' AS lost_cause"
                                        + " FROM (VALUES ",
                                ") AS t (noticed, cpu, lost)"));
    }

    private static void append(DuckDBAppender rows, Event event) throws SQLException {
        Event.Headers headers = event.headers();
        rows.beginRow();
        rows.append(event.ts());
        rows.append(event.cpu());
        rows.append(event.kind());
        rows.append(event.function());
        rows.append(event.life().packet);
        rows.append((long) event.seq());
        rows.append(event.parent() == null ? null : Long.valueOf(event.parent().packet));
        rows.append(event.lineage());
        rows.append(event.life().skb);
        rows.append(event.place() == null ? null : event.place().netns());
        rows.append(event.place() == null ? null : event.place().ifname());
        rows.append(headers == null ? null : "IPv4");
        rows.append(headers == null ? null : headers.protocol());
        rows.append(headers == null ? null : headers.saddr());
        rows.append(headers == null ? null : headers.sport());
        rows.append(headers == null ? null : headers.daddr());
        rows.append(headers == null ? null : headers.dport());
        rows.append(headers == null ? null : headers.icmpType());
        rows.append(headers == null ? null : Long.valueOf(headers.length()));
        rows.append(headers == null ? null : Long.valueOf(headers.payload()));
        rows.append(event.drop() == null ? null : event.drop().reason());
        rows.append(event.drop() == null ? null : event.drop().place() + "+0x4f");
        rows.append(event.hook());
        rows.endRow();
    }
}
