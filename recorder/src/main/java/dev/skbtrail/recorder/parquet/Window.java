package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One batch as seen by the column writers: its rows in file order. */
final class Window {
    private final RowOrder rowOrder;
    private final Word present = new Word();
    private final Word detail = new Word();
    private ColumnBatch batch;

    Window(List<ColumnSource> sources) {
        rowOrder = new RowOrder(sources);
    }

    /** The rows that have a value; columns that are always present together share one object. */
    Presence presence(ColumnSource source) {
        Word word = source.inDetail() ? detail : present;
        return word.presences.computeIfAbsent(source.present(), Presence::new);
    }

    ColumnBatch batch() {
        return batch;
    }

    int size() {
        return batch.size();
    }

    void read(ColumnBatch next) {
        batch = next;
        int[] order = rowOrder.sort(next);
        present.read(next.present, order, next.size());
        detail.read(next.detail, order, next.size());
    }

    /** One of the words of a row that tell which values it has. */
    private static final class Word {
        private final Map<Long, Presence> presences = new HashMap<>();
        private long[] words = new long[0];

        private void read(long[] unordered, int[] order, int size) {
            if (words.length < size) {
                words = new long[unordered.length];
            }
            long any = 0;
            long all = -1;
            for (int i = 0; i < size; i++) {
                long word = unordered[order[i]];
                words[i] = word;
                any |= word;
                all &= word;
            }
            for (Presence presence : presences.values()) {
                presence.update(order, words, size, any, all);
            }
        }
    }
}
