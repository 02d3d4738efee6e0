package dev.skbtrail.analyzer.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** If one event in ten was lost, the views flag every affected packet, and invent none. */
class LossTest {
    private static final long SEED = 1_121_062;
    private static final int PACKETS = 10_000;
    private static final double SHARE = 0.1;

    @TempDir private static Path directory;
    private static World world;
    private static Truth truth;
    private static Set<Event> lost;
    private static Set<Long> touched;
    private static Views views;
    private static Map<Long, Views.Row> packets;

    @BeforeAll
    static void recordSome() {
        world = new World(SEED);
        Traffic.run(world, PACKETS);
        truth = new Truth(world);
        lost = Recorder.losses(world, SHARE);
        touched = lost.stream().map(event -> event.life().packet).collect(Collectors.toSet());
        views = Views.of(Recorder.write(directory, "lossy", world, lost));
        packets = views.packets();
    }

    @AfterAll
    static void close() {
        views.close();
    }

    @Test
    void losesBeginningsEndsAndLineageToo() {
        Map<String, Long> kinds = new TreeMap<>();
        for (Event event : lost) {
            int last = event.life().events.size() - 1;
            kinds.merge(event.seq() == 0 ? "first" : "later", 1L, Long::sum);
            kinds.merge(event.seq() == last ? "last" : "earlier", 1L, Long::sum);
            kinds.merge(event.parent() == null ? "own" : "lineage", 1L, Long::sum);
        }
        assertTrue(kinds.values().stream().allMatch(count -> count > PACKETS / 20), "" + kinds);
        assertTrue(packets.size() < world.lives.size(), "some packets are lost altogether");
    }

    @Test
    void namesEveryPacketThatIsTouched() {
        for (Views.Row row : packets.values()) {
            long packet = row.number("packet");
            assertFalse(touched.contains(packet) && row.is("complete"), "packet " + packet);
        }
    }

    @Test
    void doubtsFewThatAreNot() {
        long whole = 0;
        long doubted = 0;
        for (Views.Row row : packets.values()) {
            Life life = truth.lives().get(row.number("packet"));
            boolean ended = row.is("ended") && row.text("merged_into") == null;
            if (!touched.contains(life.packet) && ended) {
                whole++;
                doubted += row.is("complete") ? 0 : 1;
            }
        }
        assertTrue(whole > PACKETS / 10, whole + " packets are whole");
        assertEquals(0, doubted);
    }

    @Test
    void claimsNoFalseFate() {
        Map<Long, Life> lives = truth.lives();
        long known = 0;
        for (Views.Row row : packets.values()) {
            Life life = lives.get(row.number("packet"));
            String name = "packet " + life.packet + " " + Truth.sequence(life);
            if (!row.text("fate").equals("unknown")) {
                known++;
                assertEquals(life.fate, row.text("fate"), name);
            }
            if (row.text("aside") != null) {
                assertEquals(life.aside, row.is("aside"), name);
            }
            if (row.text("merged_into") != null) {
                assertEquals(life.mergedInto.packet, row.number("merged_into"), name);
            }
            if (row.text("usual") != null) {
                assertEquals(life.usual, row.text("usual"), name);
            }
        }
        assertTrue(known > PACKETS / 10, known + " fates are known");
    }

    @Test
    void claimsNoFalseEdgeAndMergesNoJourneys() {
        assertTrue(truth.edges().containsAll(views.edges()));
        Map<Long, Long> journeyOf = new TreeMap<>();
        truth.journeys()
                .forEach(
                        (journey, members) ->
                                members.keySet().forEach(m -> journeyOf.put(m, journey)));
        for (Map.Entry<Long, Map<Long, Integer>> found : views.journeys().entrySet()) {
            Set<Long> members = found.getValue().keySet();
            Set<Long> trueJourneys =
                    members.stream().map(journeyOf::get).collect(Collectors.toSet());
            assertEquals(1, trueJourneys.size(), "journey " + found.getKey());
        }
    }

    @Test
    void claimsNoJourneyCompleteThatIsNot() {
        Map<Long, Map<Long, Integer>> journeys = truth.journeys();
        for (Views.Row row : views.rows("FROM journeys WHERE complete")) {
            long journey = row.number("journey");
            int packetsOfIt = journeys.getOrDefault(journey, Map.of(journey, 0)).size();
            assertEquals(packetsOfIt, row.number("packets"), "journey " + journey);
        }
    }

    @Test
    void claimsNoFalseHopAndNoFalseCall() {
        Set<Truth.Hop> hops = views.hops();
        assertTrue(hops.size() > PACKETS, hops.size() + " hops");
        hops.removeAll(truth.hops());
        assertEquals(Set.of(), hops);
        Set<Truth.Call> calls = new HashSet<>(views.calls());
        assertTrue(calls.size() > PACKETS / 10, calls.size() + " calls");
        calls.removeAll(truth.calls());
        assertEquals(Set.of(), calls);
    }

    /** Exactly the paths of the complete packets, and no others. */
    @Test
    void countsNoPathAsCompleteThatIsNot() {
        Map<Long, Life> lives = truth.lives();
        Map<String, Long> paths =
                packets.values().stream()
                        .filter(row -> row.is("complete"))
                        .collect(
                                Collectors.groupingBy(
                                        row -> Truth.sequence(lives.get(row.number("packet"))),
                                        TreeMap::new,
                                        Collectors.counting()));
        assertEquals(paths, views.completePaths());
    }

    @Test
    void placesNoDropInAHookThatThePacketHadLeft() {
        for (Views.Row row : views.rows("FROM drops WHERE hook IS NOT NULL")) {
            assertEquals("FORWARD", row.text("hook"), "packet " + row.number("packet"));
            assertEquals("NETFILTER_DROP", row.text("reason"));
        }
    }

    @Test
    void countsWhatWasLost() {
        Views.Row row = views.rows("FROM completeness").get(0);
        assertEquals(lost.size(), row.number("lost"));
        assertFalse(row.is("complete"));
        long holes = packets.values().stream().filter(p -> p.number("missing") > 0).count();
        assertEquals(holes, row.number("gaps"));
    }
}
