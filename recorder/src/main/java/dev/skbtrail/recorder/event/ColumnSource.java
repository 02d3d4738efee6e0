package dev.skbtrail.recorder.event;

/**
 * Where the writer finds the values of one trace column in a {@link ColumnBatch}.
 *
 * @param column name in {@code queries/schema/event.csv}
 * @param storage which of the batch's arrays holds it
 * @param index which array of that storage; several columns may share one (an id and its name)
 * @param present a row has a value when its word has one of these bits; 0: every row has one
 * @param inDetail whether that word is {@code batch.detail}; else it is {@code batch.present}
 * @param text how a text column is shown; null for numbers
 */
public record ColumnSource(
        String column, Storage storage, int index, long present, boolean inDetail, ValueText text) {
    /** The source of a value whose presence is in {@code batch.present}. */
    public ColumnSource(String column, Storage storage, int index, long present, ValueText text) {
        this(column, storage, index, present, false, text);
    }

    /** Whether a row has a value. */
    public boolean isIn(ColumnBatch batch, int row) {
        long word = inDetail ? batch.detail[row] : batch.present[row];
        return present == 0 || (word & present) != 0;
    }

    /** A row's value as text; null when it has none. For a few rows, not for all. */
    public String text(ColumnBatch batch, int row) {
        if (!isIn(batch, row)) {
            return null;
        }
        long high = storage == Storage.WIDE ? batch.wideHigh[index][row] : 0;
        long low =
                switch (storage) {
                    case INT -> Integer.toUnsignedLong(batch.ints[index][row]);
                    case LONG -> batch.longs[index][row];
                    case WIDE -> batch.wideLow[index][row];
                };
        return text == null ? Long.toString(low) : text.text(high, low);
    }
}
