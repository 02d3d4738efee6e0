package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the reports of queries/paths on small traces that can be checked by hand. */
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

    @Test
    void drawsPathsAsATreeThatBranchesWhereTheyPart() {
        Path tree =
                SyntheticTrace.write(
                        directory,
                        "tree",
                        """
                        INSERT INTO event BY NAME
                        SELECT make_timestamp_ns(seq) AS ts, 0 AS cpu, 'entry' AS kind, function,
                            packet, seq
                        FROM (VALUES (1, 0, 'a'), (1, 1, 'b'), (1, 2, 'c'), (1, 3, 'd'),
                            (2, 0, 'a'), (2, 1, 'b'), (2, 2, 'c'), (2, 3, 'd'),
                            (3, 0, 'a'), (3, 1, 'b'), (3, 2, 'e'), (4, 0, 'a'), (4, 1, 'b'),
                            (5, 0, 'x')) AS t (packet, seq, function)""");
        assertEquals(
                """
                packets,share,ended,example,path
                4,80.0,1,1,a > b
                2,40.0,2,1,  c > d
                1,20.0,1,3,  e
                1,20.0,1,5,x
                """,
                Reports.csv("path-tree", tree));
    }
}
