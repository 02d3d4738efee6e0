package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.sql.SQLException;
import java.util.List;

/**
 * What a back-end with lineage must add to {@link PayloadTruth}: the bytes of each journey, each
 * packet that was cut and each datagram that was reassembled.
 */
final class PayloadLineage {
    private static final int DATAGRAMS = 7;

    /** A UDP header and 5003 bytes. */
    private static final int DATAGRAM = 5011;

    /** Headers of VXLAN, Ethernet, IPv4 and TCP with timestamps, bytes. */
    private static final int IN_THE_TUNNEL = 8 + 14 + 20 + 32;

    /** Fragments of at most 1480 bytes at the client, of at most 1424 in the tunnel. */
    private static final int FRAGMENTS = 4;

    private final Trace trace;
    private final String name;

    /**
     * @param trace with the tables of {@link PayloadTruth}
     * @param name name of the namespaces
     */
    PayloadLineage(Trace trace, String name) {
        this.trace = trace;
        this.name = name;
    }

    void assertAll() throws SQLException {
        assertWhatHappened();
        assertEveryJourneyIsAccountedFor();
        assertSegmentsAddUp();
        assertWhatGroMergedAddsUp();
        assertFragmentsAddUp();
        assertWholesDescendFromAllFragments();
    }

    /** Without these, the other assertions would hold trivially. */
    private void assertWhatHappened() throws SQLException {
        assertEquals(
                List.of("clone", "coalesce", "fragment", "reassemble", "segment"),
                trace.rows(
                        """
                        SELECT DISTINCT lineage FROM lineage WHERE joins
                        AND lineage IN ('clone', 'coalesce', 'fragment', 'reassemble', 'segment')
                        ORDER BY ALL
                        """));
        assertEquals(
                List.of("false", "true"),
                trace.rows(
                        "SELECT DISTINCT joins FROM lineage WHERE lineage = 'coalesce' ORDER BY 1"),
                "GRO joins journeys, the queue of a socket does not; both happened");
    }

    /** For each journey: what was sent has arrived, and nothing else has. */
    private void assertEveryJourneyIsAccountedFor() throws SQLException {
        assertEquals(
                List.of(),
                trace.rows(
                        """
                        WITH bytes AS (
                            SELECT journey, 'sent' AS place, fresh FROM fresh('journey', 'sent')
                            UNION ALL
                            SELECT journey, 'arrived', fresh FROM fresh('journey', 'arrived')
                            UNION ALL
                            SELECT journey, 'both', fresh FROM fresh('journey', 'sent|arrived'))
                        SELECT journey, sum(fresh) FILTER (place = 'sent') AS sent,
                               sum(fresh) FILTER (place = 'arrived') AS arrived,
                               sum(fresh) FILTER (place = 'both') AS either
                        FROM bytes GROUP BY journey
                        HAVING sent IS DISTINCT FROM arrived OR sent IS DISTINCT FROM either
                        """),
                "journey, bytes sent, arrived, either");
        assertEquals(
                List.of(),
                trace.rows(
                        """
                        SELECT r.port, p.fate, count(*) FROM ranges r JOIN packets p USING (packet)
                        WHERE r.place = 'arrived' AND p.fate NOT IN ('delivered', 'dropped')
                        GROUP BY ALL
                        """),
                "port, fate of a packet that arrived, packets");
    }

    /**
     * GSO behind the tunnel: each segment has its part of the payload and a copy of all headers.
     */
    private void assertSegmentsAddUp() throws SQLException {
        trace.run(
                """
                CREATE TABLE cut AS
                WITH inside AS (
                    SELECT packet, any_value(payload_len) AS payload FROM e
                    WHERE function = 'ip_output' AND netns_name = '%1$s-router'
                      AND protocol = 'TCP' GROUP BY packet),
                outside AS (
                    SELECT packet, any_value(payload_len) AS payload FROM e
                    WHERE function = 'ip_output' AND netns_name = '%1$s-router'
                      AND dport = 4789 GROUP BY packet)
                SELECT s.parent, any_value(i.payload) AS payload, count(*) AS segments,
                       sum(s.payload_len - (o.payload - i.payload)) AS bytes
                FROM e s JOIN inside i ON i.packet = s.parent JOIN outside o ON o.packet = s.parent
                WHERE s.lineage = 'segment' AND s.function = '__skb_gso_segment'
                GROUP BY s.parent
                """
                        .formatted(name));
        assertEquals(
                trace.number(
                        "SELECT count(DISTINCT parent) FROM e WHERE function = '__skb_gso_segment'"),
                trace.number("SELECT count(*) FROM cut WHERE segments > 1"));
        assertNotEquals(0, trace.number("SELECT count(*) FROM cut"));
        assertEquals(
                List.of(),
                trace.rows("FROM cut WHERE payload IS DISTINCT FROM bytes"),
                "packet, payload, segments, their payload");
    }

    /**
     * A packet that reaches the socket is as long as all segments that GRO merged into it, some of
     * them already at the device.
     */
    private void assertWhatGroMergedAddsUp() throws SQLException {
        trace.run(
                """
                CREATE TABLE merged AS
                WITH RECURSIVE parts(packet, part) AS (
                    SELECT packet, packet FROM e WHERE function = 'skb_gro_receive'
                    UNION
                    SELECT p.packet, e.parent FROM parts p JOIN e ON e.packet = p.part
                    WHERE e.function = 'skb_gro_receive'),
                arrived AS (
                    SELECT packet, any_value(payload_len) AS payload FROM e
                    WHERE function = 'ip_local_deliver' AND netns_name = '%s-server'
                      AND protocol = 'TCP' GROUP BY packet),
                segment AS (
                    SELECT packet, arg_min(payload_len, seq) - %d AS payload FROM e
                    WHERE dport = 4789 GROUP BY packet)
                SELECT p.packet, any_value(a.payload) AS payload, count(*) AS parts,
                       sum(s.payload) AS bytes
                FROM parts p JOIN arrived a USING (packet)
                LEFT JOIN segment s ON s.packet = p.part
                GROUP BY p.packet
                """
                        .formatted(name, IN_THE_TUNNEL));
        assertEquals("true", trace.rows("SELECT count(*) > 10 FROM merged").get(0));
        assertEquals(
                List.of(),
                trace.rows("FROM merged WHERE payload IS DISTINCT FROM bytes"),
                "packet, payload, segments it was made of, their payload");
    }

    /** Fragments are sent twice: by the client, and by the router that had reassembled them. */
    private void assertFragmentsAddUp() throws SQLException {
        String whole = " " + DATAGRAM + " " + DATAGRAMS;
        assertEquals(
                List.of("client client0" + whole, "router tunnel0" + whole),
                trace.rows(
                        """
                        SELECT node, ifname, bytes, count(*) FROM (
                            SELECT replace(e.netns_name, '%s-', '') AS node, e.ifname, p.journey,
                                   CAST(sum(e.ip_len - 20) AS BIGINT) AS bytes
                            FROM e JOIN packets p USING (packet)
                            WHERE e.function = 'net_dev_start_xmit' AND e.frag_off IS NOT NULL
                              AND e.protocol = 'UDP' AND e.ifname IN ('client0', 'tunnel0')
                            GROUP BY ALL)
                        GROUP BY ALL ORDER BY ALL
                        """
                                .formatted(name)),
                "node, interface, bytes of a journey's fragments, journeys");
        assertEquals(
                List.of(DATAGRAM - 8 + " delivered " + DATAGRAMS),
                trace.rows(
                        """
                        SELECT e.payload_len, p.fate, count(DISTINCT p.journey)
                        FROM e JOIN packets p USING (packet)
                        WHERE e.function = 'udp_rcv' AND e.dport = 7103 GROUP BY ALL
                        """),
                "payload at the socket, fate, journeys");
    }

    private void assertWholesDescendFromAllFragments() throws SQLException {
        trace.run(
                """
                CREATE TABLE ancestors AS
                WITH RECURSIVE up(packet, ancestor) AS (
                    SELECT DISTINCT packet, packet FROM e
                    WHERE function IN ('udp_rcv', 'ip_forward') AND protocol = 'UDP'
                      AND dport = 7103
                    UNION
                    SELECT up.packet, l.parent FROM up
                    JOIN lineage l ON l.packet = up.ancestor WHERE l.joins)
                SELECT up.*, p.journey FROM up JOIN packets p USING (packet)
                """);
        trace.run(
                """
                CREATE TABLE fragments AS
                SELECT DISTINCT e.packet, e.netns_name, p.journey
                FROM e JOIN packets p USING (packet)
                WHERE e.frag_off IS NOT NULL
                  AND (e.function, e.netns_name) IN (
                      ('ip_rcv', '%1$s-router'), ('ip_local_deliver', '%1$s-server'))
                """
                        .formatted(name));
        String all = " " + DATAGRAMS * FRAGMENTS;
        assertEquals(
                List.of(name + "-router" + all, name + "-server" + all),
                trace.rows("SELECT netns_name, count(*) FROM fragments GROUP BY ALL ORDER BY ALL"));
        assertEquals(
                List.of(),
                trace.rows(
                        """
                        WITH wholes AS (
                            SELECT DISTINCT e.packet, e.netns_name, p.journey
                            FROM e JOIN packets p USING (packet)
                            WHERE e.function IN ('udp_rcv', 'ip_forward') AND e.protocol = 'UDP'
                              AND e.dport = 7103)
                        SELECT f.netns_name, f.journey, f.packet, w.packet
                        FROM fragments f LEFT JOIN wholes w USING (journey, netns_name)
                        LEFT JOIN ancestors a ON a.packet = w.packet AND a.ancestor = f.packet
                        WHERE a.packet IS NULL
                        """),
                "namespace, journey, fragment, whole that does not descend from it");
    }
}
