package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;

/** Reads the raw values of one source from the batches. One loop per storage. */
final class RawColumn {
    private final ColumnSource source;
    private final long mask;

    /**
     * @param type type of the column: INT values of an int32 column are signed, all others unsigned
     */
    RawColumn(ColumnSource source, ColumnType type) {
        this.source = source;
        this.mask = type == ColumnType.INT32 ? -1 : 0xffffffffL;
    }

    /** Numbers the values of the rows in {@code presence} (at least one). */
    void index(ColumnBatch batch, Presence presence, DictionaryIndex keys, int[] indices) {
        int i = source.index();
        int count = presence.count();
        switch (source.storage()) {
            case INT -> keys.ints(batch.ints[i], mask, presence.rows(), count, indices);
            case LONG -> keys.longs(batch.longs[i], presence.rows(), count, indices);
            case WIDE ->
                    keys.wides(
                            batch.wideHigh[i], batch.wideLow[i], presence.rows(), count, indices);
        }
    }

    /** Copies the values of those rows. */
    void copy(ColumnBatch batch, Presence presence, long[] values) {
        int[] rows = presence.rows();
        int count = presence.count();
        switch (source.storage()) {
            case INT -> {
                int[] ints = batch.ints[source.index()];
                for (int i = 0; i < count; i++) {
                    values[i] = ints[rows[i]] & mask;
                }
            }
            case LONG -> {
                long[] longs = batch.longs[source.index()];
                for (int i = 0; i < count; i++) {
                    values[i] = longs[rows[i]];
                }
            }
            case WIDE -> throw new IllegalStateException(source.column() + " is not a number");
        }
    }
}
