package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports over several files: packets and flows of different files are kept apart. */
class SeveralTracesTest {
    @TempDir private Path directory;
    private Path router;
    private Path lossy;

    @BeforeEach
    void writeTraces() {
        router = SyntheticTrace.write(directory, "router");
        lossy = SyntheticTrace.write(directory, "lossy");
    }

    @Test
    void keepsPacketsOfEqualNumbersApart() {
        assertRows(
                "SELECT trace, count(*) AS packets, min(packet) AS first, max(packet) AS last"
                        + " FROM packets GROUP BY trace ORDER BY trace",
                """
                trace,packets,first,last
                1,3,1001,1003
                2,6,2001,2006
                """);
    }

    @Test
    void keepsTheParentOfAPacketInItsOwnTrace() {
        assertRows(
                "SELECT parent, packet FROM lineage UNION ALL SELECT journey, packet FROM members"
                        + " ORDER BY ALL",
                "parent,packet\n2001,2001\n2001,2003\n2001,2003\n");
    }

    @Test
    void doubtsNoFateForWhatAnotherTraceLost() {
        assertRows(
                "SELECT trace, bool_and(complete) AS complete, bool_or(fate = 'unknown') AS doubt"
                        + " FROM packets GROUP BY trace ORDER BY trace",
                "trace,complete,doubt\n1,false,true\n2,true,false\n");
    }

    @Test
    void saysWhichTraceIsIncomplete() {
        String out = Cli.run("drops", router, lossy).out();
        assertTrue(
                out.contains(
                        "1 OF 2 TRACES INCOMPLETE: lossy.parquet: 13 events lost (ring full on CPU 1;"
                                + " missed probe on CPU 0), 2 of 3 packets have gaps"),
                out);
        assertEquals(1, out.lines().filter(line -> line.contains("INCOMPLETE")).count());
    }

    @Test
    void readsADirectoryAsTheFilesInIt() {
        String files = Cli.run("traces", lossy, router, "--format", "csv").out();
        assertEquals(files, Cli.run("traces", directory, "--format", "csv").out());
        assertEquals(files, Cli.run("traces", directory, router, "--format", "csv").out());
        assertTrue(files.contains("1,lossy.parquet,testhost"), files);
    }

    @Test
    void tellsTheLifeOfAPacketOfOneOfThem() {
        String alone = Cli.run("packet", router, 2, "--format", "csv").out();
        assertEquals(alone, Cli.run("packet", directory, 2002, "--format", "csv").out());
    }

    @Test
    void readsATraceThatLacksAColumnBesideOneThatHasIt() {
        Path older =
                SyntheticTrace.write(directory, "older", "ALTER TABLE event DROP COLUMN vlan_id");
        assertEquals(0, Cli.run("summary", older, router).exitCode());
    }

    @Test
    void namesTheFileThatIsNoTrace() throws IOException {
        Path text =
                Files.writeString(directory.resolve("text.parquet"), "hello, this is not a trace");
        assertRefused("text.parquet: not a Parquet file", "summary", directory);
        Files.delete(text);
        String schema = "INSERT INTO metadata VALUES ('skbtrail.schema', '2')";
        SyntheticTrace.write(directory, "newer", schema);
        assertRefused("newer.parquet: recorded with schema 2;", "summary", router, directory);
    }

    @Test
    void refusesNumbersThatLeaveNoRoomForAnotherTraces() {
        for (String number : new String[] {"-5", "9223372036854775807"}) {
            String sql = "INSERT INTO event BY NAME SELECT make_timestamp_ns(1) AS ts, 0 AS cpu,";
            Path odd =
                    SyntheticTrace.write(
                            directory, "odd", sql + "'entry' AS kind, " + number + " AS packet");
            assertEquals(0, Cli.run("packets", odd).exitCode());
            assertRefused("odd.parquet: its packet numbers leave no room", "packets", odd, router);
        }
    }

    private static void assertRefused(String message, Object... args) {
        Cli.Result result = Cli.run(args);
        assertEquals(1, result.exitCode(), result.err());
        assertTrue(result.err().contains(message), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    private void assertRows(String sql, String expected) {
        Cli.Result result = Cli.run("sql", directory, sql, "--format", "csv");
        assertEquals(expected, result.out(), result.err());
    }
}
