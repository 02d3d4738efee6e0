package dev.skbtrail.analyzer.truth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * The simulated machine: CPUs that number packets as the kernel side does, slightly differing
 * clocks, and sk_buff addresses that are reused as soon as they are freed.
 */
final class World {
    static final int CPUS = 4;
    private static final long FIRST_ADDRESS = 0xffff_8881_0000_0000L;
    private static final long SKB_SIZE = 0x100;
    private static final long FASTEST_STEP = 80;
    private static final int STEP_SPREAD = 1500;
    private static final int LARGEST_SKEW = 200;

    /** A freed address, and the time since when it is free. */
    private record Freed(long skb, long since) {}

    final List<Life> lives = new ArrayList<>();
    private final Random random;
    private final long[] numbers = new long[CPUS];
    private final PriorityQueue<Freed> free =
            new PriorityQueue<>(Comparator.comparingLong(Freed::since).reversed());
    private long addresses;

    World(long seed) {
        random = new Random(seed);
    }

    /** A packet that is first seen at this time. */
    Life begin(long now, int cpu) {
        long packet = numbers[cpu]++ * CPUS + cpu + 1;
        Life life = new Life(this, packet, address(now), now, cpu);
        lives.add(life);
        return life;
    }

    /** A packet made from another one, on the same CPU and at the same time. */
    Life begin(Life parent) {
        return begin(parent.now(), parent.cpu());
    }

    /** The address freed last is reused first, as in the kernel's slab allocator. */
    private long address(long now) {
        List<Freed> later = new ArrayList<>();
        Freed found = free.poll();
        while (found != null && found.since() >= now && later.size() < 8) {
            later.add(found);
            found = free.poll();
        }
        free.addAll(later);
        if (found != null && found.since() < now) {
            return found.skb();
        }
        if (found != null) {
            free.add(found);
        }
        return FIRST_ADDRESS + addresses++ * SKB_SIZE;
    }

    void free(Life life) {
        free.add(new Freed(life.skb, life.now()));
    }

    int anyCpu() {
        return random.nextInt(CPUS);
    }

    int any(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int bound) {
        return random.nextInt(bound) == 0;
    }

    long step() {
        return FASTEST_STEP + random.nextInt(STEP_SPREAD);
    }

    /** Most events are on time; a few have a timestamp before that of an earlier event. */
    long skew() {
        return random.nextInt(20) == 0 ? random.nextInt(LARGEST_SKEW) : 0;
    }

    Random random() {
        return random;
    }
}
