package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a trace of {@code lab/payload} must contain: the journeys in the analyzer's views account
 * for every byte that came out of the server's sockets. Where a packet is on its path is read from
 * the events; which packets belong together, and what happened to them, from the views.
 */
final class PayloadTruth implements AutoCloseable {
    private static final Duration QUERY = Duration.ofMinutes(1);

    /**
     * Functions where a back-end sees a packet leave the client, reach the server, and reach its
     * socket.
     */
    enum Places {
        RESTRICTED("nf:OUTPUT:last", "nf:PREROUTING:first", "nf:INPUT:last"),
        FULL("ip_output", "ip_local_deliver", "ip_local_deliver_finish");

        private final String sent;
        private final String arrived;
        private final String delivered;

        Places(String sent, String arrived, String delivered) {
            this.sent = sent;
            this.arrived = arrived;
            this.delivered = delivered;
        }

        String sql(String name) {
            return "CREATE TABLE here AS FROM (VALUES ('sent', '%s', '%s-client'),"
                            .formatted(sent, name)
                    + " ('arrived', '%s', '%s-server'),".formatted(arrived, name)
                    + " ('delivered', '%s', '%s-server'))".formatted(delivered, name)
                    + " AS t(place, function, netns_name)";
        }
    }

    private final Path directory;
    private final String name;
    private final Path file;
    private final Trace trace;

    /**
     * @param directory contains the results of {@code lab/payload}
     * @param file the trace
     * @param name name of the namespaces that it created
     */
    PayloadTruth(Path directory, Path file, String name, Places places)
            throws SQLException, IOException {
        this.directory = directory;
        this.name = name;
        this.file = file;
        this.trace = new Trace().withEvents("recorded", file);
        read("payload");
        ask(
                "packets",
                """
                SELECT p.packet, coalesce(m.journey, p.packet) AS journey, p.fate, p.complete,
                       p.drop_function, p.last_netns
                FROM packets p LEFT JOIN members m ON m.packet = p.packet
                """);
        ask("lineage", "SELECT parent, packet, lineage, function, joins FROM lineage");
        ask("journeys", "SELECT journey, delivered_bytes, fate, complete FROM journeys");
        trace.run(OURS.formatted(name));
        trace.run(places.sql(name));
        trace.run(RANGES);
    }

    /** Every byte is accounted for, on any back-end. */
    void assertAll() throws SQLException, IOException {
        Evidence.assertNothingLostButSkipped(trace, "recorded");
        assertEveryByteOfTcpArrived();
        assertEveryDatagramArrived();
        assertJourneysCountThem();
        assertLossesFound();
    }

    /** All of it also by journeys, which requires a back-end with lineage. */
    void assertLineage() throws SQLException {
        assertEquals(
                0,
                trace.number(
                        "SELECT count(*) FROM packets WHERE NOT complete"
                                + " AND packet IN (SELECT packet FROM e)"));
        new PayloadLineage(trace, name).assertAll();
    }

    /** Retransmitted bytes count once: the ranges of sequence numbers are merged. */
    private void assertEveryByteOfTcpArrived() throws SQLException {
        for (String place : List.of("sent", "arrived", "delivered")) {
            assertEquals(
                    trace.rows("SELECT port, received FROM payload WHERE port <> 7103 ORDER BY 1"),
                    trace.rows(
                            """
                            SELECT port, CAST(sum(fresh) AS BIGINT)
                            FROM fresh('port', '%s') GROUP BY port ORDER BY port
                            """
                                    .formatted(place)),
                    place);
        }
    }

    private void assertEveryDatagramArrived() throws SQLException {
        assertEquals(
                trace.rows("SELECT received FROM payload WHERE port = 7103"),
                trace.rows(
                        """
                        SELECT CAST(sum(payload_len) AS BIGINT)
                        FROM e JOIN here USING (function, netns_name) JOIN packets USING (packet)
                        WHERE place = 'delivered' AND protocol = 'UDP' AND dport = 7103
                          AND fate = 'delivered'
                        """));
    }

    /** There, a byte that arrived twice counts twice. */
    private void assertJourneysCountThem() throws SQLException {
        assertEquals(
                trace.rows(
                        """
                        SELECT port, CAST(sum(bytes) AS BIGINT) FROM ranges
                        WHERE place = 'delivered' GROUP BY port ORDER BY port
                        """),
                trace.rows(
                        """
                        SELECT r.port, CAST(sum(j.delivered_bytes) AS BIGINT) FROM journeys j
                        JOIN (SELECT DISTINCT port, journey FROM ranges) r USING (journey)
                        GROUP BY r.port ORDER BY r.port
                        """),
                "port, bytes by journeys");
    }

    /** Packets that the firewall counted as lost are dropped there according to the views. */
    private void assertLossesFound() throws SQLException, IOException {
        long lost = Long.parseLong(Files.readString(directory.resolve("payload-lost")).strip());
        assertNotEquals(0, lost);
        assertEquals(
                List.of("7102 " + lost),
                trace.rows(
                        """
                        SELECT r.port, count(*) FROM arrivals r JOIN packets p USING (packet)
                        WHERE p.fate = 'dropped' AND p.drop_function IN ('nf_hook_slow', 'nft_do_chain')
                        GROUP BY ALL
                        """));
    }

    /** Loads one view of the analyzer as a table. */
    private void ask(String name, String select) throws SQLException, IOException {
        Shell.Result answer =
                new Shell(QUERY, Map.of())
                        .run(Programs.ANALYZE, "sql", file.toString(), select, "--format", "csv")
                        .succeeds();
        Files.writeString(directory.resolve(name + ".csv"), answer.out());
        read(name);
    }

    private void read(String name) throws SQLException {
        trace.run(
                "CREATE TABLE %s AS FROM read_csv('%s', header = true)"
                        .formatted(name, directory.resolve(name + ".csv")));
    }

    @Override
    public void close() throws SQLException {
        trace.close();
    }

    /** Events of the journeys through its namespaces: there may be other traffic. */
    private static final String OURS =
            """
            CREATE TABLE e AS
            WITH ours AS (
                SELECT DISTINCT p.journey FROM recorded r JOIN packets p USING (packet)
                WHERE r.netns_name LIKE '%s-%%')
            SELECT r.* FROM recorded r JOIN packets p USING (packet) JOIN ours USING (journey);
            """;

    /** Position of the payload in its connection, from byte {@code since} (0 is the first) on. */
    private static final String RANGES =
            """
            CREATE TABLE begins AS
            SELECT dport AS port, any_value(tcp_seq) + 1 AS seq FROM e
            WHERE tcp_flags = 'SYN' AND dport IN (7101, 7102) GROUP BY dport;
            CREATE TABLE places AS
            SELECT e.dport AS port, p.journey, e.packet, p.fate, place, e.payload_len AS bytes,
                   (e.tcp_seq - b.seq + 4294967296) % 4294967296 AS since
            FROM e JOIN here USING (function, netns_name) JOIN packets p USING (packet)
            JOIN begins b ON b.port = e.dport
            WHERE e.protocol = 'TCP';
            CREATE VIEW arrivals AS FROM places WHERE place = 'arrived';
            CREATE TABLE ranges AS
            SELECT *, since + bytes AS until FROM places
            WHERE bytes > 0 AND (place <> 'delivered' OR fate = 'delivered');
            CREATE MACRO fresh(part, wanted) AS TABLE
            SELECT port, journey,
                   greatest(0, until - greatest(since, coalesce(max(until) OVER before, 0))) AS fresh
            FROM ranges WHERE list_contains(string_split(wanted, '|'), place)
            WINDOW before AS (
                PARTITION BY port, CASE part WHEN 'journey' THEN journey END
                ORDER BY since, until ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);
            """;
}
