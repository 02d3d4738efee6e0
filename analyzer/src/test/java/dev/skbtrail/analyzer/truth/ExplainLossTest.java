package dev.skbtrail.analyzer.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.cli.Cli;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** If one event in ten was lost, no rule claims anything that the loss could have caused. */
class ExplainLossTest {
    private static final long SEED = 1_121_062;
    private static final int PACKETS = 10_000;
    private static final double SHARE = 0.1;

    /** Says that the trace does not show what rejected a packet, which is true after the loss. */
    private static final String LESS = "netfilter-drop";

    @TempDir private static Path directory;

    @Test
    void findsNothingThatTheWholeTraceDoesNotShow() {
        World world = new World(SEED);
        Traffic.run(world, PACKETS);
        Set<String> whole = findings(Recorder.write(directory, "whole", world, Set.of()));
        Set<String> lossy =
                findings(Recorder.write(directory, "lossy", world, Recorder.losses(world, SHARE)));
        assertTrue(whole.size() > 3, whole::toString);
        assertTrue(lossy.size() > 3, lossy::toString);
        lossy.removeAll(whole);
        assertEquals(Set.of(), lossy);
    }

    /** Rule, certainty and cause of each finding, without packet numbers. */
    private static Set<String> findings(Path trace) {
        Cli.Result result = Cli.run("explain", trace, "--format", "json", "--top", 1000);
        assertEquals(0, result.exitCode(), result.err());
        return result.out()
                .lines()
                .filter(line -> !line.contains("\"certainty\":\"possible\""))
                .filter(line -> !line.contains("\"rule\":\"" + LESS + "\""))
                .map(
                        line ->
                                line.replaceAll(
                                        ".*\"finding\":\"(.*?)\",\"packets\".*\"rule\":\"(.*?)\"}",
                                        "$2: $1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
