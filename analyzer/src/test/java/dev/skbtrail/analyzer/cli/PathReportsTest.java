package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports of queries/paths, on traces of a few rows that can be checked by hand. */
class PathReportsTest {
    @TempDir private static Path directory;

    @Test
    void showsThePathsOfFewPacketsAlone() {
        assertEquals(
                """
                packets,steps,sequence
                1,3,ip_rcv > ip_local_deliver > udp_rcv
                """,
                rarePaths(1));
        assertTrue(rarePaths(2).endsWith("2,1,ip_rcv\n"), rarePaths(2));
    }

    private static String rarePaths(int most) {
        Path trace =
                SyntheticTrace.write(
                        directory,
                        "rare",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(seq) AS ts, 0 AS cpu, 'entry' AS kind, function,
                            packet, seq
                        FROM (VALUES (0, 'ip_rcv', 1), (1, 'ip_local_deliver', 1),
                            (2, 'udp_rcv', 1), (0, 'ip_rcv', 2), (0, 'ip_rcv', 3))
                            AS t (seq, function, packet)""");
        return Cli.run("rare-paths", trace, "--most", most, "--format", "csv")
                .out()
                .replaceAll("(?m)^[^,]*,([^,]*),[^,]*,([^,]*),[^,]*,[^,]*,(.*)$", "$1,$2,$3");
    }
}
