package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Compares the packets that {@code lab/queues} sent into each qdisc with the statistics of tc. */
final class Queues {
    private static final int DATAGRAMS = 12;

    private final Trace trace;
    private final String events;

    /**
     * @param trace closed by the caller
     * @param events name of the view with the trace's events
     * @param directory contains the output of tc
     */
    Queues(Trace trace, String events, Path directory) throws SQLException {
        this.trace = trace;
        this.events = events;
        trace.run(
                """
                CREATE OR REPLACE VIEW tc AS SELECT * REPLACE (
                    CASE WHEN handle = '0:' THEN NULL ELSE handle END AS handle)
                FROM read_json('%s', columns = {kind: 'VARCHAR', handle: 'VARCHAR', dev: 'VARCHAR',
                    packets: 'BIGINT', drops: 'BIGINT', backlog: 'BIGINT', qlen: 'BIGINT'})
                """
                        .formatted(directory.resolve("queues.json")));
    }

    void assertAll() throws SQLException {
        assertDrops();
        assertLengths();
        assertUnlocked();
        assertNone();
    }

    /**
     * Drops by a verdict of the qdisc; fq_codel accepts the packet and drops older ones instead.
     */
    private void assertDrops() throws SQLException {
        assertEquals(
                trace.rows(
                        """
                        SELECT kind, handle, drops FROM tc
                        WHERE drops > 0 AND kind NOT IN ('fq_codel', 'htb') ORDER BY ALL
                        """),
                trace.rows(
                        """
                        SELECT qdisc, qdisc_handle, count(*) FROM %s
                        WHERE function LIKE '%%_enqueue' AND kind = 'return' AND verdict = 'drop'
                          AND qdisc <> 'htb' GROUP BY ALL ORDER BY ALL
                        """
                                .formatted(events)));
        assertEquals(
                trace.rows(
                        "SELECT dev, max(drops) FROM tc WHERE drops > 0 GROUP BY ALL ORDER BY 1"),
                trace.rows(
                        """
                        SELECT ifname, count(*) FROM %s
                        WHERE drop_reason LIKE 'QDISC%%' AND netns_name = 'queues-left'
                        GROUP BY ALL ORDER BY ALL
                        """
                                .formatted(events)));
        assertEquals(
                List.of("congestion", "queued"),
                trace.rows(
                        """
                        SELECT DISTINCT verdict FROM %s
                        WHERE function = 'fq_codel_enqueue' AND kind = 'return' ORDER BY ALL
                        """
                                .formatted(events)));
    }

    /**
     * Queues that do not drain: tc counts the packets that the last packet found, and that packet.
     */
    private void assertLengths() throws SQLException {
        assertEquals(
                trace.rows(
                        """
                        SELECT kind, handle, qlen, backlog FROM tc WHERE kind = 'htb' ORDER BY ALL
                        """),
                trace.rows(
                        """
                        SELECT qdisc, qdisc_handle, arg_max(qdisc_qlen, ts),
                               arg_max(qdisc_backlog, ts)
                        FROM %s WHERE function = 'qdisc_enqueue' AND qdisc = 'htb'
                        GROUP BY ALL ORDER BY ALL
                        """
                                .formatted(events)));
        assertEquals(
                List.of("5"),
                trace.rows(
                        """
                        SELECT DISTINCT qdisc_qlen FROM %s
                        WHERE function = 'pfifo_enqueue' AND kind = 'return' AND verdict = 'drop'
                        """
                                .formatted(events)));
    }

    /** The qdisc counts bytes per CPU: the trace must not have any. */
    private void assertUnlocked() throws SQLException {
        assertEquals(
                trace.rows("SELECT qlen FROM tc WHERE kind = 'pfifo_fast' AND qlen > 3"),
                trace.rows(
                        """
                        SELECT arg_max(qdisc_qlen, ts) + 1 FROM %s
                        WHERE function = 'pfifo_fast_enqueue' AND kind = 'entry'
                          AND qdisc = 'pfifo_fast' AND qdisc_handle = '7:' HAVING count(qdisc_backlog) = 0
                        """
                                .formatted(events)));
    }

    private void assertNone() throws SQLException {
        assertEquals(
                List.of(DATAGRAMS + " 0"),
                trace.rows(
                        """
                        SELECT count(DISTINCT packet), count(qdisc) FROM %s
                        WHERE ifname = 'left6' AND protocol = 'UDP'
                        """
                                .formatted(events)));
    }
}
