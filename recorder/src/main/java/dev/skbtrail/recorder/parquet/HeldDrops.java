package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import java.util.List;

/**
 * Takes the drops out of the batches and writes them together: a query for drops then reads a few
 * row groups instead of a few rows from everywhere.
 */
final class HeldDrops {
    /** Rows of some 600 bytes each; allocated with the first drop. */
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
     * @param before row; from this row on, no drops are left
     * @return the row before which drops may remain: 0 when done
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

    /** Adds the held rows to a row group. */
    void copyTo(RowGroup group) {
        if (held != null) {
            group.add(held);
        }
    }

    /** Adds the held rows to a row group, and clears them. */
    void moveTo(RowGroup group) {
        if (held != null) {
            copyTo(group);
            held.clear();
        }
    }
}
