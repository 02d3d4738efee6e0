package dev.skbtrail.recorder.parquet;

/** Which rows of a window have a value in the columns that share a bit mask, in file order. */
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

    /** Number of rows that have a value. */
    int count() {
        return count;
    }

    /** The first {@link #count()} elements are row numbers of the batch. */
    int[] rows() {
        return rows;
    }

    /** Whether the row at this position of the file has a value. */
    boolean has(int place) {
        return complete || count > 0 && levels[place] != 0;
    }

    /** Definition levels, encoded; not meaningful when {@link #count()} is 0. */
    Bytes levels() {
        return encoded;
    }

    /**
     * @param order row numbers in file order
     * @param words words of bits, in that order
     * @param any all words or-ed
     * @param all all words and-ed
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
            // No branch: presence alternates along a packet's path.
            int level = (words[i] & mask) != 0 ? 1 : 0;
            selected[found] = order[i];
            levels[i] = level;
            found += level;
        }
        rows = selected;
        count = found;
    }
}
