package dev.skbtrail.analyzer.truth;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The expected content of the views for a world, computed without them. */
final class Truth {
    /** A row of the view hops: packet, seq, from, to, nanoseconds. */
    record Hop(long packet, long seq, String from, String to, long ns) {}

    /** A row of the view calls that has a return: packet, positions, nanoseconds. */
    record Call(long packet, long seq, long back, long ns) {}

    /** A row of the view lineage. */
    record Edge(long parent, long packet, long seq, String lineage) {}

    private static final Set<String> SOCKET_QUEUE = Set.of("skb_try_coalesce", "skb_shift");

    private final World world;

    Truth(World world) {
        this.world = world;
    }

    /** Each packet by its number. */
    Map<Long, Life> lives() {
        return world.lives.stream().collect(Collectors.toMap(life -> life.packet, life -> life));
    }

    Set<Edge> edges() {
        return lineage().stream()
                .map(e -> new Edge(e.parent().packet, e.life().packet, e.seq(), e.lineage()))
                .collect(Collectors.toSet());
    }

    private List<Event> lineage() {
        return world.lives.stream()
                .flatMap(life -> life.events.stream())
                .filter(event -> event.parent() != null)
                .toList();
    }

    Set<Hop> hops() {
        Set<Hop> hops = new HashSet<>();
        for (Life life : world.lives) {
            for (int i = 1; i < life.events.size(); i++) {
                Event from = life.events.get(i - 1);
                Event to = life.events.get(i);
                long ns = to.ts() - from.ts();
                hops.add(new Hop(life.packet, i, from.step(), to.step(), ns));
            }
        }
        return hops;
    }

    Set<Call> calls() {
        Set<Call> calls = new HashSet<>();
        for (Life life : world.lives) {
            Deque<Event> open = new ArrayDeque<>();
            for (Event event : life.events) {
                if (RETURNING.contains(event.function()) && event.kind().equals("entry")) {
                    open.push(event);
                } else if (event.kind().equals("return")) {
                    Event entry = open.pop();
                    long ns = event.ts() - entry.ts();
                    calls.add(new Call(life.packet, entry.seq(), event.seq(), ns));
                }
            }
        }
        return calls;
    }

    private static final Set<String> RETURNING =
            Set.of(
                    "nf_hook_slow",
                    "nft_do_chain",
                    "ip_route_input_noref",
                    "ip_route_input_slow",
                    "fib_validate_source",
                    "__udp_enqueue_schedule_skb");

    static String sequence(Life life) {
        return life.events.stream().map(Event::step).collect(Collectors.joining(" > "));
    }

    /** Members of each journey with more than one packet, by its lowest number: packet to depth. */
    Map<Long, Map<Long, Integer>> journeys() {
        Map<Long, Set<Long>> near = new HashMap<>();
        Map<Long, Set<Long>> children = new HashMap<>();
        Set<Long> made = new HashSet<>();
        for (Event event : lineage()) {
            if (!SOCKET_QUEUE.contains(event.function())) {
                long parent = event.parent().packet;
                long child = event.life().packet;
                near.computeIfAbsent(parent, p -> new HashSet<>()).add(child);
                near.computeIfAbsent(child, p -> new HashSet<>()).add(parent);
                children.computeIfAbsent(parent, p -> new HashSet<>()).add(child);
                made.add(child);
            }
        }
        Set<Long> roots = new HashSet<>(near.keySet());
        roots.removeAll(made);
        Map<Long, Integer> depths = reach(roots, children);
        Map<Long, Map<Long, Integer>> journeys = new TreeMap<>();
        Set<Long> seen = new HashSet<>();
        for (Long packet : near.keySet()) {
            if (!seen.contains(packet)) {
                Set<Long> members = reach(Set.of(packet), near).keySet();
                seen.addAll(members);
                Map<Long, Integer> deep = new TreeMap<>();
                members.forEach(member -> deep.put(member, depths.get(member)));
                journeys.put(members.stream().min(Long::compare).get(), deep);
            }
        }
        return journeys;
    }

    /** Number of steps from the nearest start to each reachable packet. */
    private static Map<Long, Integer> reach(Set<Long> starts, Map<Long, Set<Long>> next) {
        Map<Long, Integer> steps = new HashMap<>();
        List<Long> front = new ArrayList<>(starts);
        for (int step = 0; !front.isEmpty(); step++) {
            List<Long> further = new ArrayList<>();
            for (Long packet : front) {
                if (steps.putIfAbsent(packet, step) == null) {
                    further.addAll(next.getOrDefault(packet, Set.of()));
                }
            }
            front = further;
        }
        return steps;
    }
}
