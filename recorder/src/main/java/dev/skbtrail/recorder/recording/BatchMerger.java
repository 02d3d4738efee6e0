package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventDecoder;
import java.util.function.Consumer;

/**
 * Merges batches that were handed over before they were full into full ones: a trace is small when
 * many rows are grouped by packet together.
 */
final class BatchMerger implements Consumer<ColumnBatch> {
    /** Initial size; grows with the collected rows. */
    private static final int FIRST_ROWS = 1 << 12;

    private final Consumer<ColumnBatch> file;
    private ColumnBatch pending = EventDecoder.newBatch(FIRST_ROWS);

    BatchMerger(Consumer<ColumnBatch> file) {
        this.file = file;
    }

    @Override
    public void accept(ColumnBatch batch) {
        if (batch.size() >= Pipeline.BATCH_ROWS) {
            // After a slow phase: avoids copying each row of a fast one.
            flush();
            file.accept(batch);
        } else {
            collect(batch);
        }
    }

    private void collect(ColumnBatch batch) {
        int row = 0;
        while (row < batch.size()) {
            if (pending.isFull()) {
                makeRoom();
            }
            int rows = Math.min(batch.size() - row, pending.capacity() - pending.size());
            pending.append(batch, row, rows);
            row += rows;
        }
    }

    private void makeRoom() {
        if (pending.capacity() >= Pipeline.BATCH_ROWS) {
            flush();
            return;
        }
        ColumnBatch larger = pending.like(2 * pending.capacity());
        larger.append(pending, 0, pending.size());
        pending = larger;
    }

    /** Passes on the collected rows. */
    void flush() {
        if (pending.size() > 0) {
            file.accept(pending);
            pending.clear();
        }
    }

    /** The collected rows. */
    ColumnBatch pending() {
        return pending;
    }
}
