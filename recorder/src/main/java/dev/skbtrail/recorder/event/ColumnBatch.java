package dev.skbtrail.recorder.event;

/**
 * Some thousand events as primitive arrays, in the order in which they were drained. Allocated
 * once, filled by the drain thread, read by the writer, then {@linkplain #clear() cleared} and
 * filled again.
 */
public final class ColumnBatch {
    /** {@code HAS_*} bits of {@code bpf/event.h}, one word per row. */
    public final long[] present;

    /** {@code DETAIL_*} bits, likewise; 0 in most rows. */
    public final long[] detail;

    /** {@code ints[column][row]}. */
    public final int[][] ints;

    /** {@code longs[column][row]}. */
    public final long[][] longs;

    /** Upper halves: {@code wideHigh[column][row]}. */
    public final long[][] wideHigh;

    /** Lower halves: {@code wideLow[column][row]}. */
    public final long[][] wideLow;

    /**
     * All events before this time, ns since 1970 UTC, are in this batch or in an earlier one. Set
     * when the batch is handed over.
     */
    public long until;

    private int size;

    /** A batch with space for {@code capacity} rows of the given numbers of columns. */
    public ColumnBatch(int capacity, int intColumns, int longColumns, int wideColumns) {
        present = new long[capacity];
        detail = new long[capacity];
        ints = new int[intColumns][capacity];
        longs = new long[longColumns][capacity];
        wideHigh = new long[wideColumns][capacity];
        wideLow = new long[wideColumns][capacity];
    }

    /** An empty batch of the same shape. */
    public ColumnBatch like(int capacity) {
        return new ColumnBatch(capacity, ints.length, longs.length, wideHigh.length);
    }

    public int capacity() {
        return present.length;
    }

    public int size() {
        return size;
    }

    public boolean isFull() {
        return size == present.length;
    }

    /**
     * Allocates the next row; the caller then sets its words {@code present} and {@code detail},
     * and every member that their bits name.
     */
    public int nextRow() {
        return size++;
    }

    /** Copies a row of another batch of the same shape to {@code row}. */
    public void set(int row, ColumnBatch from, int fromRow) {
        present[row] = from.present[fromRow];
        detail[row] = from.detail[fromRow];
        for (int i = 0; i < ints.length; i++) {
            ints[i][row] = from.ints[i][fromRow];
        }
        for (int i = 0; i < longs.length; i++) {
            longs[i][row] = from.longs[i][fromRow];
        }
        for (int i = 0; i < wideHigh.length; i++) {
            wideHigh[i][row] = from.wideHigh[i][fromRow];
            wideLow[i][row] = from.wideLow[i][fromRow];
        }
    }

    /** Appends rows of another batch of the same shape, for which there is room. */
    public void append(ColumnBatch from, int fromRow, int rows) {
        copy(from.present, fromRow, present, rows);
        copy(from.detail, fromRow, detail, rows);
        for (int i = 0; i < ints.length; i++) {
            System.arraycopy(from.ints[i], fromRow, ints[i], size, rows);
        }
        for (int i = 0; i < longs.length; i++) {
            copy(from.longs[i], fromRow, longs[i], rows);
        }
        for (int i = 0; i < wideHigh.length; i++) {
            copy(from.wideHigh[i], fromRow, wideHigh[i], rows);
            copy(from.wideLow[i], fromRow, wideLow[i], rows);
        }
        size += rows;
    }

    private void copy(long[] from, int fromRow, long[] to, int rows) {
        System.arraycopy(from, fromRow, to, size, rows);
    }

    /** Removes a row: the last one takes its place. */
    public void remove(int row) {
        size--;
        if (row < size) {
            set(row, this, size);
        }
    }

    public void clear() {
        size = 0;
    }
}
