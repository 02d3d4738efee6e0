package dev.skbtrail.recorder.event;

/**
 * Where the writer finds the values of one trace column in a {@link ColumnBatch}.
 *
 * @param column name in {@code queries/schema/event.csv}
 * @param storage which of the batch's arrays holds it
 * @param index which array of that storage; several columns may share one (an id and its name)
 * @param present a row has a value when {@code batch.present[row] & present} is not 0; 0: every row
 *     has one
 * @param text how a text column is shown; null for numbers
 */
public record ColumnSource(
        String column, Storage storage, int index, long present, ValueText text) {}
