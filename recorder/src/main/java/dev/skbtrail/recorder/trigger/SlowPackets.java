package dev.skbtrail.recorder.trigger;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventRow;
import java.time.Duration;
import java.util.Locale;

/**
 * A packet with more time than a limit between its first and last event, once per packet. What was
 * made from another packet is timed from the beginning of that one.
 */
final class SlowPackets implements Sign {
    /** 16 MB: a packet is forgotten when a million others have begun after it. */
    private static final int SLOTS = 1 << 20;

    /** Instead of the beginning, of a packet that was too slow before. */
    private static final long TOLD = Long.MAX_VALUE;

    private static final double MILLI_NANOS = 1e6;

    private final long limit;
    private final RecentPackets begun = new RecentPackets(SLOTS);
    private long taken;

    SlowPackets(Duration limit) {
        this.limit = limit.toNanos();
    }

    @Override
    public boolean isIn(ColumnBatch batch, int row) {
        long packet = EventRow.packet(batch, row);
        long time = EventRow.time(batch, row);
        if (!begun.has(packet)) {
            begun.put(packet, beginning(batch, row, time));
        }
        long first = begun.get(packet);
        taken = time - first;
        if (first == TOLD || taken <= limit) {
            return false;
        }
        begun.put(packet, TOLD);
        return true;
    }

    private long beginning(ColumnBatch batch, int row, long time) {
        boolean made = EventRow.hasParent(batch, row) && begun.has(EventRow.parent(batch, row));
        return made ? begun.get(EventRow.parent(batch, row)) : time;
    }

    @Override
    public String words(ColumnBatch batch, int row) {
        return String.format(Locale.ROOT, "%.1f ms since its first event", taken / MILLI_NANOS);
    }
}
