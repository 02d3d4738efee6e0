package dev.skbtrail.recorder.trigger;

import dev.skbtrail.recorder.event.ColumnBatch;

/** Something that a row of a packet may show. Asked for each row, in the order of the rows. */
interface Sign {
    boolean isIn(ColumnBatch batch, int row);

    /** What a row shows that has the sign, in words. */
    String words(ColumnBatch batch, int row);
}
