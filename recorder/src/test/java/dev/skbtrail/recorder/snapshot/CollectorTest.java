package dev.skbtrail.recorder.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.kernel.NetworkNamespace;
import dev.skbtrail.recorder.kernel.NetworkNamespaces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Limits of a snapshot, in the namespace that the test runs in, which needs no privileges. */
class CollectorTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final NetworkNamespace own = NetworkNamespaces.scan().current();

    @Test
    void readsTheOwnNamespaceWithoutPrivileges() {
        NamespaceState state = read(Limits.END, List.of(own)).get(0);

        assertEquals(own.inode(), state.netns());
        assertTrue(
                state.reading(Part.SYSCTLS).items().stream()
                        .anyMatch(item -> item.contains("net/ipv4/ip_forward")));
        assertTrue(
                state.reading(Part.COUNTERS).items().stream()
                        .anyMatch(item -> item.contains("IpDefaultTTL")));
    }

    @Test
    void leavesRoomForTheNamespacesBehind() {
        Limits limits = new Limits(1 << 20, 8_000, LONG);

        List<NamespaceState> states = read(limits, List.of(own, own, own));

        long total =
                states.stream()
                        .flatMap(state -> state.readings().stream())
                        .flatMap(reading -> reading.items().stream())
                        .mapToLong(String::length)
                        .sum();
        assertTrue(total <= limits.all(), () -> total + " bytes");
        for (NamespaceState state : states) {
            Reading counters = state.reading(Part.COUNTERS);
            assertTrue(!counters.items().isEmpty(), "each has something");
            assertTrue(
                    state.readings().stream().anyMatch(reading -> reading.leftOut() > 0),
                    "what had no room is counted");
        }
    }

    @Test
    void saysThatANamespaceHasGone() {
        NetworkNamespace gone = new NetworkNamespace(1, "gone", Path.of("/run/netns/-gone-"), 0);

        List<NamespaceState> states = read(Limits.END, List.of(gone, own));

        assertTrue(states.get(0).readings().get(0).problem().contains("open /run/netns/-gone-"));
        assertNotNull(states.get(1).reading(Part.SYSCTLS));
    }

    @Test
    void stopsWhenTheTimeIsOver() {
        Deadline deadline = new Deadline(LONG);
        deadline.now(Duration.ZERO);

        assertEquals(List.of(), collector(Limits.END).read(List.of(own), deadline));
        assertEquals(Optional.empty(), collector(Limits.END).readHost(deadline));
    }

    /**
     * The host's configuration belongs to no namespace, and to every trace, whatever that is about.
     */
    @Test
    void writesWhatIsOfTheHostWithoutANamespace() {
        Reading cgroups = new Reading(Part.CGROUP_PROGRAMS, "query", 1, List.of(), 0, null);
        NamespaceState host = new NamespaceState(NamespaceState.HOST, null, List.of(cgroups));
        String json = new SnapshotJson(Map.of(), List.of(host), 0).text();
        assertTrue(
                json.contains("{\"netns\":null,\"netns_name\":null,\"part\":\"cgroup programs\""),
                json);
    }

    @Test
    void writesWhatIsAlikeOnce() {
        Reading early = new Reading(Part.NFT, "nft", 1, List.of("\"a\""), 0, null);
        Reading late = new Reading(Part.NFT, "nft", 2, List.of("\"a\""), 0, null);
        Reading other = new Reading(Part.NFT, "nft", 2, List.of("\"b\""), 4, "why");

        assertEquals(List.of("both 2"), moments(early, late));
        assertEquals(List.of("start 1", "end 2"), moments(early, other));
        assertEquals(List.of("start 2", "end 2"), moments(other, other));
    }

    private static List<String> moments(Reading early, Reading late) {
        String json = new SnapshotJson(Map.of(7L, state(early)), List.of(state(late)), 0).text();
        return Pattern.compile("\"moment\":\"(\\w+)\",\"time\":(\\d+)")
                .matcher(json)
                .results()
                .map(match -> match.group(1) + " " + match.group(2))
                .toList();
    }

    private static NamespaceState state(Reading reading) {
        return new NamespaceState(7, null, List.of(reading));
    }

    private List<NamespaceState> read(Limits limits, List<NetworkNamespace> namespaces) {
        return collector(limits).read(namespaces, new Deadline(LONG));
    }

    private Collector collector(Limits limits) {
        return new Collector(new Sources(false), own.inode(), System::nanoTime, limits);
    }
}
