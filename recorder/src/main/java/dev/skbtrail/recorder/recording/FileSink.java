package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.event.EventRow;
import dev.skbtrail.recorder.parquet.TraceFile;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Passes batches to the file. Batches that were handed over before they were full are merged into
 * full ones: a trace is small when many rows are grouped by packet together.
 */
final class FileSink implements Consumer<ColumnBatch>, Storage {
    /** Initial size; grows with the collected rows. */
    private static final int FIRST_ROWS = 1 << 12;

    private final TraceFile file;
    private final DropCounts drops = new DropCounts();
    private ColumnBatch pending = EventDecoder.newBatch(FIRST_ROWS);
    private long events;
    private volatile LongFunction<Map<String, String>> footer;

    FileSink(TraceFile file) {
        this.file = file;
    }

    @Override
    public void accept(ColumnBatch batch) {
        drops.add(batch);
        events += events(batch);
        if (batch.size() >= Pipeline.BATCH_ROWS) {
            // After a slow phase: avoids copying each row of a fast one.
            finish();
            file.write(batch);
        } else {
            collect(batch);
        }
    }

    private static long events(ColumnBatch batch) {
        long events = 0;
        for (int row = 0; row < batch.size(); row++) {
            events += EventRow.hasPacket(batch, row) ? 1 : 0;
        }
        return events;
    }

    private void collect(ColumnBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            if (pending.isFull()) {
                makeRoom();
            }
            pending.set(pending.nextRow(), batch, row);
        }
    }

    private void makeRoom() {
        if (pending.capacity() >= Pipeline.BATCH_ROWS) {
            finish();
            return;
        }
        ColumnBatch larger = pending.like(2 * pending.capacity());
        for (int row = 0; row < pending.size(); row++) {
            larger.set(larger.nextRow(), pending, row);
        }
        pending = larger;
    }

    /** Writes the collected rows. */
    void finish() {
        if (pending.size() > 0) {
            file.write(pending);
            pending.clear();
        }
    }

    @Override
    public long bytes() {
        return file.bytes();
    }

    /**
     * @param metadata of the footer, in case the recording is cut short, by the number of events
     */
    void describe(LongFunction<Map<String, String>> metadata) {
        footer = metadata;
    }

    @Override
    public boolean checkpoint() {
        return footer != null && file.checkpoint(pending, footer.apply(events));
    }

    DropCounts drops() {
        return drops;
    }
}
