package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** What filters selected from the traffic of {@code lab/decoded}, by {@code decoded filtered}. */
final class Filtered {
    /** A packet counts where it began: the filter was not applied to packets derived from it. */
    private static final String CHOSEN =
            """
            CREATE OR REPLACE VIEW %1$s AS FROM all_%1$s
            WHERE packet NOT IN (SELECT packet FROM all_%1$s WHERE lineage IS NOT NULL)
            """;

    private final Trace trace;

    /**
     * @param trace closed by the caller
     * @param directory contains the filtered traces
     */
    Filtered(Trace trace, Path directory) throws SQLException {
        this.trace = trace;
        for (String name : List.of("every_kind", "flags", "types", "vlans", "inside")) {
            trace.withEvents("all_" + name, directory.resolve(name + ".parquet"));
            trace.run(CHOSEN.formatted(name));
        }
    }

    void assertAll() throws SQLException {
        // One ping that matches in every respect, and others that differ in one respect each.
        assertEquals(
                List.of("8 77 16 192.0.2.2 5"),
                trace.rows(
                        """
                        SELECT icmp_type, icmp_id, mark, daddr, count(DISTINCT packet)
                        FROM every_kind WHERE seq = 0 GROUP BY ALL
                        """));
        assertEquals(
                List.of("SYN 9109 5"),
                trace.rows(
                        """
                        SELECT tcp_flags, dport, count(DISTINCT packet) FROM flags
                        WHERE seq = 0 GROUP BY ALL
                        """));
        assertEquals(
                List.of("0x8847 3", "0x8864 3", "0x88cc 3"),
                trace.rows(
                        """
                        SELECT ethertype, count(DISTINCT packet) FROM types
                        WHERE seq = 0 GROUP BY ALL ORDER BY ALL
                        """));
        assertEquals(
                List.of("5 6", "100 6"),
                trace.rows(
                        """
                        SELECT vlan_id, count(DISTINCT packet) FROM vlans
                        WHERE seq = 0 GROUP BY ALL ORDER BY ALL
                        """));
        assertEquals(
                List.of("10.4.0.2 5", "fd00:5::2 6"),
                trace.rows(
                        """
                        SELECT inner_daddr, count(DISTINCT packet) FROM inside
                        WHERE seq = 0 GROUP BY ALL ORDER BY ALL
                        """));
    }
}
