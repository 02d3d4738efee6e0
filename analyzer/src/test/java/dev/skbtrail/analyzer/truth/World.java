package dev.skbtrail.analyzer.truth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * The machine on which the packets live: CPUs that number them as the kernel side does, clocks that
 * differ a little, and addresses of sk_buffs that are used again as soon as one is freed.
 */
final class World {
    static final int CPUS = 4;
    private static final long FIRST_ADDRESS = 0xffff_8881_0000_0000L;
    private static final long SKB_SIZE = 0x100;
    private static final long FASTEST_STEP = 80;
    private static final int STEP_SPREAD = 1500;
    private static final int LARGEST_SKEW = 200;

    /** An address, and since when nobody has it. */
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

    /** A packet that is seen for the first time at this moment. */
    Life begin(long now, int cpu) {
        long packet = numbers[cpu]++ * CPUS + cpu + 1;
        Life life = new Life(this, packet, address(now), now, cpu);
        lives.add(life);
        return life;
    }

    /** A packet that is made from another one, on its CPU and right now. */
    Life begin(Life parent) {
        return begin(parent.now(), parent.cpu());
    }

    /** The last one freed is the first one used again, as in the kernel's slab. */
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

    /** Most events are in time; a few are stamped before one that truly came first. */
    long skew() {
        return random.nextInt(20) == 0 ? random.nextInt(LARGEST_SKEW) : 0;
    }

    Random random() {
        return random;
    }
}
