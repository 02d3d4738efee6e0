package dev.skbtrail.recorder.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ColumnBatchTest {
    private static final int ROWS = 5;

    /** A batch in which each value says its column and row. */
    private static ColumnBatch numbered() {
        ColumnBatch batch = new ColumnBatch(ROWS, 2, 3, 2);
        for (int i = 0; i < ROWS; i++) {
            int row = batch.nextRow();
            batch.present[row] = 100 + row;
            batch.detail[row] = 200 + row;
            for (int column = 0; column < 2; column++) {
                batch.ints[column][row] = 300 + 10 * column + row;
                batch.wideHigh[column][row] = 400 + 10 * column + row;
                batch.wideLow[column][row] = 500 + 10 * column + row;
            }
            for (int column = 0; column < 3; column++) {
                batch.longs[column][row] = 600 + 10 * column + row;
            }
        }
        return batch;
    }

    @Test
    void appendsWhatRowByRowWouldBeCopied() {
        ColumnBatch from = numbered();
        ColumnBatch appended = from.like(8);
        ColumnBatch copied = from.like(8);
        for (int[] range : new int[][] {{0, 1}, {2, 3}, {4, 1}, {0, 0}}) {
            appended.append(from, range[0], range[1]);
            for (int row = range[0]; row < range[0] + range[1]; row++) {
                copied.set(copied.nextRow(), from, row);
            }
        }
        assertEquals(ROWS, appended.size());
        assertArrayEquals(copied.present, appended.present);
        assertArrayEquals(copied.detail, appended.detail);
        assertArrayEquals(copied.ints, appended.ints);
        assertArrayEquals(copied.longs, appended.longs);
        assertArrayEquals(copied.wideHigh, appended.wideHigh);
        assertArrayEquals(copied.wideLow, appended.wideLow);
    }
}
