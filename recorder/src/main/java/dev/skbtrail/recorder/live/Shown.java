package dev.skbtrail.recorder.live;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventRow;

/** Which events are printed while they are recorded. */
public enum Shown {
    /** Each free that the kernel reports as a drop. */
    DROPS {
        @Override
        boolean has(ColumnBatch batch, int row) {
            return EventRow.isDrop(batch, row);
        }
    },
    /** The first event of each packet. */
    PACKETS {
        @Override
        boolean has(ColumnBatch batch, int row) {
            return EventRow.isFirst(batch, row);
        }
    },
    /** All events. */
    EVENTS {
        @Override
        boolean has(ColumnBatch batch, int row) {
            return true;
        }
    };

    abstract boolean has(ColumnBatch batch, int row);
}
