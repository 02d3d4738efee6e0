package dev.skbtrail.recorder.parquet;

/**
 * Which rows of a window have a value in the columns that share one mask of bits, in the order of
 * the file.
 */
final class Presence {
    private static final int[] NONE = new int[0];

    private final long mask;
    private int[] mixedRows = NONE;
    private int[] levels = NONE;
    private final Bytes encoded = new Bytes(64);

    private int[] rows = NONE;
    private int count;
    private boolean complete;

    Presence(long mask) {
        this.mask = mask;
    }

    /** Rows that have a value. */
    int count() {
        return count;
    }

    /** The first {@link #count()} are row numbers of the batch. */
    int[] rows() {
        return rows;
    }

    /** Whether the row at this place of the file has a value. */
    boolean has(int place) {
        return complete || count > 0 && levels[place] != 0;
    }

    /** Definition levels, encoded; not meaningful when {@link #count()} is 0. */
    Bytes levels() {
        return encoded;
    }

    /**
     * @param order row numbers in the order of the file
     * @param words of bits, in that order
     * @param any all of them or-ed
     * @param all all of them and-ed
     */
    void update(int[] order, long[] words, int size, long any, long all) {
        encoded.clear();
        complete = mask == 0 || (all & mask) != 0;
        if (complete) {
            rows = order;
            count = size;
            HybridEncoder.run(1, size, 1, encoded);
        } else if ((any & mask) == 0) {
            count = 0;
        } else {
            select(order, words, size);
            HybridEncoder.encode(levels, size, 1, encoded);
        }
    }

    private void select(int[] order, long[] words, int size) {
        if (levels.length < size) {
            levels = new int[words.length];
            mixedRows = new int[words.length];
        }
        int[] selected = mixedRows;
        int found = 0;
        for (int i = 0; i < size; i++) {
            // Without a branch: presence alternates along a packet's way.
            int level = (words[i] & mask) != 0 ? 1 : 0;
            selected[found] = order[i];
            levels[i] = level;
            found += level;
        }
        rows = selected;
        count = found;
    }
}
