package dev.skbtrail.recorder.live;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.event.EventRow;

/**
 * Passes rows from the drain thread to the printing thread. The drain thread never waits: a row for
 * which there is no space is counted as skipped, and is in the trace nevertheless.
 */
public final class LiveRows {
    /** A terminal shows some 20,000 lines a second, and the rows are fetched 20 times a second. */
    private static final int CAPACITY = 4096;

    /** Packets whose addresses are remembered; a power of two. */
    private static final int REMEMBERED = 4096;

    /**
     * The rows to print.
     *
     * @param rows in their order
     * @param known for each of them the last row of its packet that had addresses: on the
     *     restricted back-end a free has none
     */
    record Taken(ColumnBatch rows, ColumnBatch known) {
        private static Taken empty(int capacity) {
            return new Taken(EventDecoder.newBatch(capacity), EventDecoder.newBatch(capacity));
        }

        private void clear() {
            rows.clear();
            known.clear();
        }

        private void add(ColumnBatch batch, int row, ColumnBatch from, int known) {
            rows.set(rows.nextRow(), batch, row);
            this.known.set(this.known.nextRow(), from, known);
        }
    }

    private final Shown shown;
    private final ColumnBatch remembered = EventDecoder.newBatch(REMEMBERED);
    private Taken filling;
    private Taken spare;
    private long skipped;

    public LiveRows(Shown shown) {
        this(shown, CAPACITY);
    }

    LiveRows(Shown shown, int capacity) {
        this.shown = shown;
        filling = Taken.empty(capacity);
        spare = Taken.empty(capacity);
    }

    /** Copies the last row of a batch, if it is to be printed. */
    public void offer(ColumnBatch batch) {
        int row = batch.size() - 1;
        int slot = (int) EventRow.packet(batch, row) & REMEMBERED - 1;
        if (EventRow.hasAddresses(batch, row)) {
            remembered.set(slot, batch, row);
        }
        if (shown.has(batch, row)) {
            boolean same = EventRow.packet(remembered, slot) == EventRow.packet(batch, row);
            add(batch, row, same ? remembered : batch, same ? slot : row);
        }
    }

    private synchronized void add(ColumnBatch batch, int row, ColumnBatch from, int known) {
        if (filling.rows().isFull()) {
            skipped++;
        } else {
            filling.add(batch, row, from, known);
        }
    }

    /** The rows since the last call; valid until the next one. */
    synchronized Taken take() {
        Taken taken = filling;
        filling = spare;
        filling.clear();
        spare = taken;
        return taken;
    }

    /** Number of rows for which there was no space. */
    public synchronized long skipped() {
        return skipped;
    }
}
