package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import java.util.List;

/**
 * Takes the drops out of the batches, to be written together: who asks for them then reads a few
 * row groups in place of a few rows from everywhere.
 */
final class HeldDrops {
    /** Of some 600 bytes each; allocated with the first drop. */
    private static final int ROWS = 1 << 14;

    private final long mask;
    private ColumnBatch held;

    HeldDrops(List<ColumnSource> sources) {
        mask =
                sources.stream()
                        .filter(source -> source.column().equals("drop_address"))
                        .mapToLong(ColumnSource::present)
                        .findFirst()
                        .orElse(0);
    }

    /**
     * Moves drops from the end of a batch, as many as there is room for.
     *
     * @param before row; those from here on hold no drop any more
     * @return the row up to which that is still to be done: 0 when it is done
     */
    int take(ColumnBatch batch, int before) {
        int row = before;
        while (row > 0 && !isFull()) {
            row--;
            if ((batch.present[row] & mask) != 0) {
                hold(batch, row);
            }
        }
        return row;
    }

    private void hold(ColumnBatch batch, int row) {
        if (held == null) {
            held = batch.like(ROWS);
        }
        held.set(held.nextRow(), batch, row);
        batch.remove(row);
    }

    boolean isFull() {
        return held != null && held.isFull();
    }

    /** Adds what is held to a row group. */
    void copyTo(RowGroup group) {
        if (held != null) {
            group.add(held);
        }
    }

    /** Adds what is held to a row group, and holds nothing any more. */
    void moveTo(RowGroup group) {
        if (held != null) {
            copyTo(group);
            held.clear();
        }
    }
}
