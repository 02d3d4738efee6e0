package dev.skbtrail.analyzer.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The true life of one sk_buff, recorded while the packet takes its path. */
final class Life {
    private static final Set<String> TRACEPOINTS =
            Set.of(
                    "netif_receive_skb",
                    "netif_rx",
                    "napi_gro_receive_entry",
                    "net_dev_queue",
                    "net_dev_start_xmit",
                    "kfree_skb",
                    "consume_skb");

    final long packet;
    final long skb;
    final List<Event> events = new ArrayList<>();
    private final World world;
    private long now;
    private int cpu;
    private Event.Headers headers;
    private Event.Place place;
    private String hook;

    /** The true fate, as named in the view packets. */
    String fate = "alive";

    /** Why its drop is not a fault; null for other packets. */
    String usual;

    boolean aside;
    Life mergedInto;

    Life(World world, long packet, long skb, long now, int cpu) {
        this.world = world;
        this.packet = packet;
        this.skb = skb;
        this.now = now;
        this.cpu = cpu;
    }

    long now() {
        return now;
    }

    int cpu() {
        return cpu;
    }

    Event.Headers headers() {
        return headers;
    }

    Event.Place place() {
        return place;
    }

    Life with(Event.Headers changed) {
        headers = changed;
        return this;
    }

    Life at(String netns, String ifname) {
        place = new Event.Place(netns, ifname);
        return this;
    }

    /** The packet waits in a queue and continues on any CPU. */
    Life queued(long ns) {
        now += ns;
        cpu = world.anyCpu();
        return this;
    }

    /** Waits until the other packet has reached this point in time. */
    Life after(Life other) {
        now = Math.max(now, other.now);
        return this;
    }

    Life in(String netfilterHook) {
        hook = netfilterHook;
        return this;
    }

    Life through(String... functions) {
        for (String function : functions) {
            add(
                    TRACEPOINTS.contains(function) ? "tracepoint" : "entry",
                    function,
                    null,
                    null,
                    null);
        }
        return this;
    }

    /** A call whose return is recorded; the body is what the packet does meanwhile. */
    Life call(String function, Runnable body) {
        through(function);
        body.run();
        add("return", function, null, null, null);
        return this;
    }

    /** The first event of a packet made from another one. */
    Life bornOf(Life parent, String lineage, String function) {
        headers = parent.headers;
        place = parent.place;
        add("lineage", function, parent, lineage, null);
        return this;
    }

    /** From here on this packet contains the data of another one. */
    Life takes(Life other, String lineage, String function) {
        after(other);
        add("lineage", function, other, lineage, null);
        return this;
    }

    Life dropped(String reason, String function) {
        add("tracepoint", "kfree_skb", null, null, new Event.Drop(reason, function));
        world.free(this);
        return this;
    }

    Life freedBy(String function) {
        through(function);
        world.free(this);
        return this;
    }

    Life became(String word) {
        fate = word;
        return this;
    }

    private void add(String kind, String function, Life parent, String lineage, Event.Drop drop) {
        now += world.step();
        boolean bare = kind.equals("return");
        events.add(
                new Event(
                        now - world.skew(),
                        cpu,
                        kind,
                        function,
                        this,
                        events.size(),
                        parent,
                        lineage,
                        bare ? null : headers,
                        bare ? null : place,
                        drop,
                        bare ? null : hook));
    }
}
