package dev.skbtrail.recorder.trigger;

import java.util.Arrays;

/**
 * Remembers a number for each of the newest packets, in fixed space. Packets are numbered in
 * sequence: one takes the slot of a packet that began long before it.
 */
final class RecentPackets {
    private final long[] packets;
    private final long[] values;

    /**
     * @param slots a power of two
     */
    RecentPackets(int slots) {
        packets = new long[slots];
        values = new long[slots];
        Arrays.fill(packets, Fired.NO_PACKET);
    }

    private int slot(long packet) {
        return (int) packet & packets.length - 1;
    }

    boolean has(long packet) {
        return packets[slot(packet)] == packet;
    }

    /** The number of a packet that it {@linkplain #has has}. */
    long get(long packet) {
        return values[slot(packet)];
    }

    void put(long packet, long value) {
        packets[slot(packet)] = packet;
        values[slot(packet)] = value;
    }
}
