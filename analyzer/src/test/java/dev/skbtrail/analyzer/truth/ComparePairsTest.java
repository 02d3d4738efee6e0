package dev.skbtrail.analyzer.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Suite;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * {@code skbtrail compare} on pairs of traces whose differences are known: it names a planted
 * difference first, and claims none if the traces differ only by chance.
 */
@Execution(ExecutionMode.CONCURRENT)
class ComparePairsTest {
    private static final Path SCRIPTS =
            SyntheticTrace.root().resolve("analyzer/src/test/resources/compare");
    private static final int PACKETS = 4_000;
    private static final int PAIRS = 20;

    private static final int ONE_IN = 10;

    private static final long SEED = 20_261_129;

    @TempDir private static Path directory;

    /** A planted difference: the SQL that creates it, and the expected statement about it. */
    private record Plant(String name, String kind, String says, String sql) {
        static Plant read(Path file) {
            String sql = SyntheticTrace.read(file);
            List<String> lines = sql.lines().toList();
            return new Plant(
                    file.getFileName().toString().replace(".sql", ""),
                    lines.get(0).replace("-- kind: ", ""),
                    lines.get(1).replace("-- says: ", ""),
                    sql);
        }
    }

    private static Path trace(String name, long seed, int packets, String plant) {
        World world = new World(seed);
        Traffic.run(world, packets);
        String more = script("begin") + plant + script("end");
        return Recorder.write(directory, name, world, more);
    }

    private static String script(String name) {
        return SyntheticTrace.read(SCRIPTS.resolve(name + ".sql"));
    }

    private static List<String> differences(Path good, Path bad) {
        Cli.Result result = Cli.run("compare", good, bad, "--format", "csv");
        assertEquals(0, result.exitCode(), result.err());
        return result.out().lines().skip(1).toList();
    }

    @TestFactory
    Stream<DynamicTest> namesThePlantedDifferenceFirst() throws IOException {
        Path good = trace("good", SEED, PACKETS, "");
        try (Stream<Path> files = Files.list(SCRIPTS.resolve("planted"))) {
            List<Plant> plants = files.sorted().map(Plant::read).toList();
            assertTrue(plants.size() >= PAIRS, plants.size() + " plants");
            return Suite.some(plants, ONE_IN).stream()
                    .map(
                            plant ->
                                    DynamicTest.dynamicTest(
                                            plant.name(), () -> assertNamed(good, plant)));
        }
    }

    private static void assertNamed(Path good, Plant plant) {
        List<String> rows = differences(good, trace(plant.name(), SEED + 1, PACKETS, plant.sql()));
        assertFalse(rows.isEmpty(), "nothing was claimed");
        String first = rows.get(0).replace("\"", "");
        assertTrue(first.startsWith("1," + plant.kind() + ",certain,"), String.join("\n", rows));
        assertTrue(first.contains(plant.says()), String.join("\n", rows));
    }

    @TestFactory
    Stream<DynamicTest> claimsNothingWhereChanceAloneDiffers() {
        return Suite.some(IntStream.range(0, PAIRS).boxed().toList(), ONE_IN).stream()
                .map(i -> DynamicTest.dynamicTest("pair " + i, () -> assertNothingClaimed(i)));
    }

    private static void assertNothingClaimed(int pair) {
        Path good = trace("one" + pair, SEED + 100 + pair, 300 + 140 * pair, "");
        Path bad = trace("other" + pair, SEED + 200 + pair, 3_000 - 140 * pair, "");
        assertEquals(List.of(), differences(good, bad));
    }

    /** If one event in ten was lost, differences are claimed only as possible. */
    @Test
    void callsPossibleWhatLossesExplain() {
        World world = new World(SEED + 1);
        Traffic.run(world, PACKETS);
        Path whole = Recorder.write(directory, "whole", world, Set.of());
        World other = new World(SEED + 2);
        Traffic.run(other, PACKETS);
        Path lossy = Recorder.write(directory, "lossy", other, Recorder.losses(other, 0.1));
        for (List<Path> pair : List.of(List.of(whole, lossy), List.of(lossy, whole))) {
            List<String> rows = differences(pair.get(0), pair.get(1));
            List<String> sure = rows.stream().filter(row -> !row.contains(",possible,")).toList();
            assertEquals(List.of(), sure);
        }
    }
}
