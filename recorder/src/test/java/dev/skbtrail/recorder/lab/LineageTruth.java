package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;

/**
 * What must happen to the packets that {@code lab/lineage} sends: every byte of a packet that is
 * cut is in its parts, and every byte of parts that are joined is in the whole.
 */
final class LineageTruth {
    /** Name used by {@code lab/lineage}. */
    static final String NAME = "lineage";

    private static final int DATAGRAMS = 5;

    /**
     * Length with timestamps. A packet that waited in a socket's backlog loses this header between
     * two rows.
     */
    private static final int TCP_HEADER = 32;

    /** A packet before it was cut: its headers tell the length of its payload. */
    private static final String BEFORE =
            """
            CREATE OR REPLACE VIEW before_cut AS
            SELECT packet, arg_max(payload_len, seq) AS payload, arg_max(gso_segs, seq) AS segments,
                   any_value(dport) AS dport
            FROM %s WHERE payload_len > 0 AND kind <> 'lineage' GROUP BY packet
            """;

    private final Trace trace;
    private final String events;

    LineageTruth(Trace trace, String events) throws SQLException {
        this.trace = trace;
        this.events = events;
        trace.run(BEFORE.formatted(events));
    }

    /** GSO: as many segments as the packet announces, with as many bytes. */
    void assertSegmentsHaveThePacketsBytes() throws SQLException {
        trace.run(
                """
                CREATE OR REPLACE VIEW segments AS
                SELECT p.dport, p.payload, p.segments, sum(e.payload_len) AS bytes, count(*) AS parts
                FROM %s e JOIN before_cut p ON p.packet = e.parent
                WHERE e.function = '__skb_gso_segment' AND p.dport IN (7001, 7002)
                GROUP BY e.parent, p.dport, p.payload, p.segments
                """
                        .formatted(events));
        assertEquals(
                List.of("7001", "7002"),
                trace.rows("SELECT DISTINCT dport FROM segments ORDER BY dport"));
        assertEquals(
                List.of(),
                trace.rows("FROM segments WHERE bytes <> payload OR parts <> segments"),
                "port, payload, segments, payload of the parts, parts");
    }

    /**
     * Each row of a packet that takes another one's data is longer by that data: the other packet's
     * payload and what it had taken itself.
     */
    void assertMergedPacketsGrowByWhatTheyTake(String function, int port) throws SQLException {
        trace.run(
                """
                CREATE OR REPLACE VIEW merged AS
                WITH taken AS (
                    SELECT e.packet, sum(p.payload) AS bytes
                    FROM %1$s e JOIN before_cut p ON p.packet = e.parent
                    WHERE e.lineage = 'coalesce' GROUP BY e.packet
                )
                SELECT e.packet, e.parent, e.len - lag(e.len) OVER steps AS grown,
                       p.payload + coalesce(t.bytes, 0) AS payload
                FROM %1$s e JOIN before_cut p ON p.packet = e.parent
                LEFT JOIN taken t ON t.packet = e.parent
                WHERE e.function = '%2$s' AND p.dport = %3$d AND e.lineage = 'coalesce'
                WINDOW steps AS (PARTITION BY e.packet ORDER BY e.seq)
                """
                        .formatted(events, function, port));
        assertEquals(
                List.of("true"),
                trace.rows("SELECT count(*) > 10 FROM merged"),
                () -> function + " hardly merged anything on port " + port);
        assertEquals(
                List.of(),
                trace.rows(
                        "FROM merged WHERE payload - grown NOT IN (0, " + TCP_HEADER + ") LIMIT 5"),
                "packet, parent, bytes grown, bytes of the parent");
    }

    /**
     * Each datagram is sent as this many fragments, and the receiver makes one packet of them.
     *
     * @param parts number of final fragments of one datagram
     * @param whole length of the reassembled datagram, from its IP header
     */
    void assertDatagramsAreMadeWhole(int port, int parts, int whole) throws SQLException {
        reach(port);
        assertEquals(
                Integer.toString(DATAGRAMS),
                trace.rows("SELECT count(DISTINCT datagram) FROM reached").get(0));
        assertEquals(
                List.of(DATAGRAMS + " " + parts + " " + whole),
                trace.rows(
                        """
                        SELECT count(*), parts, whole FROM (
                            SELECT r.datagram, count(*) + 1 AS parts, max(e.len) AS whole
                            FROM reached r JOIN %s e USING (packet)
                            WHERE e.lineage = 'reassemble' GROUP BY ALL
                        ) GROUP BY ALL
                        """
                                .formatted(events)),
                "datagrams, fragments of each that were put together, bytes of the whole");
        assertEquals(
                List.of(DATAGRAMS + " " + DATAGRAMS),
                trace.rows(
                        """
                        SELECT count(*), count(DISTINCT r.datagram) FROM reached r JOIN %s e USING (packet)
                        WHERE e.function IN ('udp_rcv', 'udpv6_rcv') AND e.dport = %d
                        """
                                .formatted(events, port)),
                "packets that came to the socket, datagrams that these were");
    }

    /** Builds the fate of each datagram. */
    private void reach(int port) throws SQLException {
        trace.run(
                """
                CREATE OR REPLACE VIEW reached AS
                WITH RECURSIVE
                    edges AS (SELECT DISTINCT parent, packet FROM %1$s WHERE kind = 'lineage'),
                    reach (datagram, packet) AS (
                        SELECT DISTINCT packet, packet FROM %1$s
                        WHERE function IN ('ip_send_skb', 'ip6_send_skb') AND dport = %2$d
                        UNION
                        SELECT r.datagram, e.packet FROM reach r JOIN edges e ON e.parent = r.packet
                    )
                SELECT datagram, packet FROM reach
                """
                        .formatted(events, port));
    }

    /**
     * Each fragment of the last datagrams that reaches a veth with an XDP program is rebuilt as a
     * new packet.
     */
    void assertFragmentsAreRebuilt(int port, int parts) throws SQLException {
        reach(port);
        assertEquals(
                List.of(Integer.toString(DATAGRAMS * parts)),
                trace.rows(
                        """
                        SELECT count(*) FROM reached r JOIN %s e USING (packet)
                        WHERE e.lineage = 'rebuild' AND e.seq = 0
                        """
                                .formatted(events)));
    }

    /**
     * TCP moves the contents of its queue to other buffers when it uses too much memory. These are
     * no packets: each byte reached the socket in a known packet. Whether TCP does this varies from
     * boot to boot, with the number of the sender's writes per segment.
     */
    void assertNothingIsTakenForWhatTcpCollapsed(int port, int bytes) throws SQLException {
        assertEquals(
                bytes,
                trace.number(
                        """
                        SELECT sum(payload_len) FROM (
                            SELECT DISTINCT tcp_seq, payload_len FROM %s
                            WHERE function = 'tcp_v4_rcv' AND dport = %d AND payload_len > 0)
                        """
                                .formatted(events, port)));
    }

    /**
     * The program that accepted a packet is the current process when the packet goes on: it is the
     * same packet.
     */
    void assertPacketsComeBackFromUserSpace(int port) throws SQLException {
        assertEquals(
                List.of("ip_local_deliver true", "udp_rcv false"),
                trace.rows(
                        """
                        WITH asked AS (
                            SELECT packet FROM %1$s WHERE dport = %2$d AND function = 'udp_rcv'
                              AND comm = 'nfqueue')
                        SELECT function, bool_and(comm <> 'nfqueue') FROM %1$s JOIN asked USING (packet)
                        WHERE function IN ('ip_local_deliver', 'udp_rcv') GROUP BY function
                        HAVING count(DISTINCT packet) = %3$d ORDER BY function
                        """
                                .formatted(events, port, DATAGRAMS)),
                "function, whether it ran before the program was asked");
    }

    /**
     * A frame that XDP redirects without its sk_buff becomes a new packet, derived from the old
     * one.
     */
    void assertPacketsAreBuiltFromFrames(int port) throws SQLException {
        reach(port);
        assertEquals(
                List.of("__xdp_build_skb_from_frame " + DATAGRAMS, "udp_rcv " + DATAGRAMS),
                trace.rows(
                        """
                        SELECT e.function, count(DISTINCT r.datagram)
                        FROM reached r JOIN %s e USING (packet)
                        WHERE e.function = 'udp_rcv'
                           OR e.function = '__xdp_build_skb_from_frame' AND e.lineage = 'rebuild'
                        GROUP BY ALL ORDER BY ALL
                        """
                                .formatted(events)),
                "function, datagrams");
    }

    /**
     * An address is reused at once: a packet that never ended would continue as another one. A
     * function may free its packet before it returns, or wake a reader on another CPU that does:
     * its return then comes after the end.
     */
    void assertEveryLifeEnds() throws SQLException {
        assertEquals(
                List.of(),
                trace.rows(
                        """
                        SELECT last, count(*) FROM (
                            SELECT packet, arg_max(function, seq) AS last FROM %s
                            WHERE packet IS NOT NULL AND kind <> 'return' GROUP BY packet
                            HAVING count(*) FILTER (netns_name LIKE '%s-%%') > 0
                        )
                        WHERE last NOT IN ('kfree_skb', 'consume_skb', 'kfree_skbmem', '__kfree_skb',
                            'kfree_skb_partial', 'napi_skb_free_stolen_head', '__kfree_skb_defer',
                            'skb_morph', 'skb_attempt_defer_free')
                        GROUP BY last
                        """
                                .formatted(events, NAME)),
                "last function, packets");
        assertEquals(
                List.of(),
                trace.rows(
                        """
                        SELECT packet, count(DISTINCT tcp_seq) FROM %s
                        WHERE saddr IS NOT NULL AND netns_name LIKE '%s-%%' AND tcp_seq IS NOT NULL
                        GROUP BY packet HAVING count(DISTINCT tcp_seq) > 1
                        """
                                .formatted(events, NAME)),
                "packet, TCP sequence numbers that it had");
    }
}
