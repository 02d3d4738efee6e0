package dev.skbtrail.recorder.trigger;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventRow;

/** A TCP segment with the flag RST, once per packet. */
final class Resets implements Sign {
    private static final int SLOTS = 1 << 16;

    private final RecentPackets seen = new RecentPackets(SLOTS);

    @Override
    public boolean isIn(ColumnBatch batch, int row) {
        long packet = EventRow.packet(batch, row);
        boolean found = EventRow.isReset(batch, row) && !seen.has(packet);
        if (found) {
            seen.put(packet, 0);
        }
        return found;
    }

    /** Whether a packet had the flag in an earlier row. */
    boolean has(long packet) {
        return seen.has(packet);
    }

    @Override
    public String words(ColumnBatch batch, int row) {
        return "TCP reset";
    }
}
