package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import dev.skbtrail.recorder.event.Storage;
import java.util.Arrays;
import java.util.List;

/**
 * The order in which the rows of a window are written: packets by their first event, the events of
 * a packet by {@code seq}, then the rows without a packet.
 *
 * <p>Grouped this way, almost every column repeats the previous value, which makes the file a third
 * of the size. The cost is linear, except for sorting one number per packet.
 */
final class RowOrder {
    private final ColumnSource packet;
    private final ColumnSource seq;
    private final ColumnSource ts;

    private final DictionaryIndex packets = new DictionaryIndex(false);
    private int[] order = new int[0];
    private int[] slots;
    private int[] starts;
    private long[] firstTs;
    private long[] bySeq;

    RowOrder(List<ColumnSource> sources) {
        packet = source(sources, "packet", Storage.LONG);
        seq = source(sources, "seq", Storage.INT);
        ts = source(sources, "ts", Storage.LONG);
    }

    private static ColumnSource source(List<ColumnSource> sources, String name, Storage storage) {
        for (ColumnSource source : sources) {
            if (source.column().equals(name) && source.storage() == storage) {
                return source;
            }
        }
        throw new IllegalArgumentException("a trace needs a source of " + storage + " for " + name);
    }

    /** Row numbers of the batch in file order; valid until the next call. */
    int[] sort(ColumnBatch batch) {
        if (order.length < batch.size()) {
            allocate(batch.capacity());
        }
        int grouped = split(batch);
        if (grouped > 0) {
            packets.truncate(0);
            packets.longs(batch.longs[packet.index()], order, grouped, slots);
            place(batch, grouped);
        }
        return order;
    }

    private void allocate(int capacity) {
        order = new int[capacity];
        slots = new int[capacity];
        starts = new int[capacity + 1];
        firstTs = new long[capacity];
        bySeq = new long[capacity];
    }

    /** Puts the rows that have a packet first, and counts them. */
    private int split(ColumnBatch batch) {
        int rows = batch.size();
        int grouped = 0;
        int last = rows;
        for (int row = 0; row < rows; row++) {
            if (packet.isIn(batch, row)) {
                order[grouped++] = row;
            } else {
                order[--last] = row;
            }
        }
        for (int i = last, j = rows - 1; i < j; i++, j--) {
            int row = order[i];
            order[i] = order[j];
            order[j] = row;
        }
        return grouped;
    }

    private void place(ColumnBatch batch, int grouped) {
        long[] times = batch.longs[ts.index()];
        int[] seqs = batch.ints[seq.index()];
        rankByFirstEvent(times, grouped);
        for (int i = 0; i < grouped; i++) {
            int row = order[i];
            // The sign bit is flipped because seq is unsigned; a row without seq began the packet.
            int position = seq.isIn(batch, row) ? seqs[row] ^ Integer.MIN_VALUE : Integer.MIN_VALUE;
            bySeq[starts[slots[i]]++] = (long) position << Integer.SIZE | row;
        }
        sortGroups(grouped);
    }

    /** Sets {@code starts[slot]} to the position of the slot's first row. */
    private void rankByFirstEvent(long[] times, int grouped) {
        int count = packets.size();
        Arrays.fill(firstTs, 0, count, Long.MAX_VALUE);
        Arrays.fill(starts, 0, count, 0);
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int i = 0; i < grouped; i++) {
            int slot = slots[i];
            long time = times[order[i]];
            firstTs[slot] = Math.min(firstTs[slot], time);
            starts[slot]++;
            first = Math.min(first, time);
            last = Math.max(last, time);
        }
        // Time and slot share a word; a window of many hours loses the lowest bits of the time.
        int slotBits = HybridEncoder.width(count);
        int timeBits = Long.SIZE - Long.numberOfLeadingZeros(last - first);
        int shift = Math.max(0, timeBits + slotBits - (Long.SIZE - 1));
        for (int slot = 0; slot < count; slot++) {
            firstTs[slot] = (firstTs[slot] - first >>> shift) << slotBits | slot;
        }
        Arrays.sort(firstTs, 0, count);
        int start = 0;
        for (int rank = 0; rank < count; rank++) {
            int slot = (int) firstTs[rank] & (1 << slotBits) - 1;
            int rows = starts[slot];
            starts[slot] = start;
            start += rows;
        }
    }

    /** Events of one packet come from several CPUs: mostly, but not always, in order. */
    private void sortGroups(int grouped) {
        int count = packets.size();
        int start = 0;
        for (int rank = 0; rank < count; rank++) {
            int end = starts[slotOf(rank)];
            for (int i = start + 1; i < end; i++) {
                if (bySeq[i] < bySeq[i - 1]) {
                    Arrays.sort(bySeq, start, end);
                    break;
                }
            }
            start = end;
        }
        for (int i = 0; i < grouped; i++) {
            order[i] = (int) bySeq[i];
        }
    }

    private int slotOf(int rank) {
        return (int) firstTs[rank] & (1 << HybridEncoder.width(packets.size())) - 1;
    }
}
