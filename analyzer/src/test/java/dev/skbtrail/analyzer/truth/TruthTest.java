package dev.skbtrail.analyzer.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** If nothing was lost, the views recover the whole truth about 10,000 packets. */
class TruthTest {
    private static final long SEED = 20_261_121;
    private static final int PACKETS = 10_000;

    @TempDir private static Path directory;
    private static World world;
    private static Truth truth;
    private static Views views;

    @BeforeAll
    static void recordAll() {
        world = new World(SEED);
        Traffic.run(world, PACKETS);
        truth = new Truth(world);
        views = Views.of(Recorder.write(directory, "whole", world, Set.of()));
    }

    @AfterAll
    static void close() {
        views.close();
    }

    @Test
    void isHardEnough() {
        Map<Long, Long> users =
                world.lives.stream()
                        .collect(Collectors.groupingBy(life -> life.skb, Collectors.counting()));
        assertTrue(users.size() < PACKETS / 3, users.size() + " addresses");
        long disorder =
                views.rows(
                                "SELECT count(*) AS n FROM (SELECT ts < lag(ts) OVER () AS back"
                                        + " FROM events) WHERE back")
                        .get(0)
                        .number("n");
        assertTrue(disorder > PACKETS / 4, disorder + " rows before an earlier one");
        assertTrue(truth.hops().stream().anyMatch(hop -> hop.ns() < 0), "clocks differ");
    }

    @Test
    void recoversEveryPacket() {
        Map<Long, Life> lives = truth.lives();
        Map<Long, Views.Row> packets = views.packets();
        assertEquals(lives.keySet(), packets.keySet());
        packets.forEach((number, row) -> assertIsTrue(lives.get(number), row));
    }

    private static void assertIsTrue(Life life, Views.Row row) {
        String name = "packet " + life.packet + " " + Truth.sequence(life);
        assertEquals(life.fate, row.text("fate"), name);
        assertEquals(life.usual, row.text("usual"), name);
        assertEquals(life.aside, row.is("aside"), name);
        assertEquals(life.events.size(), row.number("events"), name);
        assertTrue(row.is("complete"), name);
        Long into = life.mergedInto == null ? null : Long.valueOf(life.mergedInto.packet);
        assertEquals(into, row.number("merged_into"), name);
        Event first = life.events.get(0);
        assertEquals(first.lineage(), row.text("lineage"), name);
        Long parent = first.parent() == null ? null : Long.valueOf(first.parent().packet);
        assertEquals(parent, row.number("parent"), name);
        assertEquals(flow(first), row.text("flow"), name);
        assertEquals(flow(last(life)), row.text("exit_flow"), name);
        assertEquals(netns(first), row.text("first_netns"), name);
        assertEquals(netns(last(life)), row.text("last_netns"), name);
    }

    /** The last event that is not merely a return. */
    private static Event last(Life life) {
        return life.events.stream()
                .filter(event -> !event.kind().equals("return"))
                .reduce((a, b) -> b)
                .get();
    }

    private static String flow(Event event) {
        return event.headers() == null ? null : event.headers().flow();
    }

    private static String netns(Event event) {
        return event.place() == null ? null : event.place().netns();
    }

    @Test
    void recoversEveryEdgeAndEveryJourney() {
        assertEquals(truth.edges(), views.edges());
        assertEquals(truth.journeys(), views.journeys());
    }

    @Test
    void addsUpTheJourneys() {
        Map<Long, Map<Long, Integer>> journeys = truth.journeys();
        Map<Long, Life> lives = truth.lives();
        long many = journeys.values().stream().mapToLong(Map::size).sum();
        long alone = lives.size() - many;
        assertEquals(
                journeys.size() + alone,
                views.rows("SELECT count(*) AS n FROM journeys").get(0).number("n"));
        for (Views.Row row : views.rows("FROM journeys WHERE packets > 1")) {
            Set<Long> members = journeys.get(row.number("journey")).keySet();
            assertEquals(members.size(), row.number("packets"));
            assertEquals(count(members, lives, "delivered"), row.number("delivered"));
            assertEquals(count(members, lives, "dropped"), row.number("dropped"));
            long asides = members.stream().filter(member -> lives.get(member).aside).count();
            assertEquals(asides, row.number("asides"));
            assertTrue(row.is("complete"));
        }
    }

    private static long count(Set<Long> members, Map<Long, Life> lives, String fate) {
        return members.stream().filter(member -> lives.get(member).fate.equals(fate)).count();
    }

    @Test
    void recoversEveryHopAndEveryCall() {
        assertEquals(truth.hops(), views.hops());
        assertEquals(truth.calls(), views.calls());
    }

    @Test
    void recoversEveryPath() {
        Map<String, Long> paths =
                world.lives.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Truth::sequence, TreeMap::new, Collectors.counting()));
        assertEquals(paths, views.completePaths());
    }

    @Test
    void recoversEveryDrop() {
        Map<Long, Event.Drop> drops = new TreeMap<>();
        world.lives.stream()
                .flatMap(life -> life.events.stream())
                .filter(event -> event.drop() != null)
                .forEach(event -> drops.put(event.life().packet, event.drop()));
        Map<Long, Event.Drop> found = new TreeMap<>();
        for (Views.Row row : views.rows("FROM drops")) {
            found.put(
                    row.number("packet"), new Event.Drop(row.text("reason"), row.text("function")));
            assertEquals(truth.lives().get(row.number("packet")).usual, row.text("usual"));
        }
        assertEquals(drops, found);
        assertTrue(found.values().stream().map(Event.Drop::place).noneMatch(Objects::isNull));
    }

    /** A generator of unrealistic packets would prove nothing. */
    @Test
    void takesWaysThatPacketsOfARealKernelTook() {
        Path samples = SyntheticTrace.root().resolve("sample-traces");
        for (String sample : new String[] {"healthy", "udp-blocked"}) {
            try (Views real = Views.of(samples.resolve(sample).resolve("trace.parquet"))) {
                Set<String> ours = views.completePaths().keySet();
                long shared = real.completePaths().keySet().stream().filter(ours::contains).count();
                assertTrue(shared >= (sample.equals("healthy") ? 4 : 1), sample + ": " + shared);
            }
        }
    }
}
