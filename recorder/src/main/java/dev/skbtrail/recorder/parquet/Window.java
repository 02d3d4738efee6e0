package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One batch as the column writers see it: its rows in the order of the file. */
final class Window {
    private final RowOrder rowOrder;
    private final Map<Long, Presence> presences = new HashMap<>();
    private long[] words = new long[0];
    private ColumnBatch batch;

    Window(List<ColumnSource> sources) {
        rowOrder = new RowOrder(sources);
    }

    /** The rows that have one of the bits of {@code mask}; the same object for the same mask. */
    Presence presence(long mask) {
        return presences.computeIfAbsent(mask, Presence::new);
    }

    ColumnBatch batch() {
        return batch;
    }

    int size() {
        return batch.size();
    }

    void read(ColumnBatch next) {
        batch = next;
        int size = next.size();
        int[] order = rowOrder.sort(next);
        if (words.length < size) {
            words = new long[next.capacity()];
        }
        long any = 0;
        long all = -1;
        for (int i = 0; i < size; i++) {
            long word = next.present[order[i]];
            words[i] = word;
            any |= word;
            all &= word;
        }
        for (Presence presence : presences.values()) {
            presence.update(order, words, size, any, all);
        }
    }
}
