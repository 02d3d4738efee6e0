package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.event.ColumnSource;
import java.io.IOException;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * A column of numbers. It uses a dictionary as long as values repeat. Once a large share of a page
 * is new, the encoding that makes this page smallest is used for the rest of the row group.
 */
final class NumberWriter extends ColumnWriter {
    /** One new value in this many rows starts a trial of the encodings; a trial costs 3 pages. */
    private static final int MUCH_IS_NEW = 16;

    private final RawColumn raw;
    private final Presence presence;
    private final boolean wide;
    private final Encoding first;
    private final Scratch scratch;

    private final DictionaryIndex keys = new DictionaryIndex(false);
    private final Bytes dictionary = new Bytes(0);
    private Encoding encoding;
    private boolean decided;

    NumberWriter(
            ColumnChunk chunk,
            ColumnSource source,
            ColumnType type,
            Window window,
            Scratch scratch) {
        super(chunk);
        this.raw = new RawColumn(source, type);
        this.presence = window.presence(source);
        this.wide = type != ColumnType.INT32;
        this.first =
                type == ColumnType.TIMESTAMP
                        ? Encoding.DELTA_BINARY_PACKED
                        : Encoding.RLE_DICTIONARY;
        this.scratch = scratch;
        this.encoding = first;
    }

    @Override
    void write(Window window) {
        int count = presence.count();
        if (count == 0) {
            chunk().addNulls(window.size());
            return;
        }
        if (encoding == Encoding.RLE_DICTIONARY) {
            int known = keys.size();
            keys.nextPage();
            raw.index(window.batch(), presence, keys, scratch.indices(count));
            if (!decided && keys.size() - known > count / MUCH_IS_NEW) {
                decided = true;
                raw.copy(window.batch(), presence, scratch.values(count));
                encoding = smallest(known, count);
                if (encoding != Encoding.RLE_DICTIONARY) {
                    keys.truncate(known);
                }
            }
        }
        Bytes page = chunk().begin(presence.levels());
        if (encoding == Encoding.RLE_DICTIONARY) {
            encodeIndices(count, page);
        } else {
            raw.copy(window.batch(), presence, scratch.values(count));
            encode(encoding, count, page);
        }
        chunk().end(window.size(), encoding, statistics(count, window.size() - count));
    }

    private Encoding smallest(int known, int count) {
        Bytes trial = scratch.trial();
        encodeIndices(count, trial);
        int dictionaryBytes = scratch.compressedLength(trial);
        trial.clear();
        for (int i = known; i < keys.size(); i++) {
            putPlain(keys.low(i), trial);
        }
        dictionaryBytes += scratch.compressedLength(trial);
        trial.clear();
        encode(Encoding.DELTA_BINARY_PACKED, count, trial);
        int deltaBytes = scratch.compressedLength(trial);
        trial.clear();
        encode(Encoding.PLAIN, count, trial);
        int plainBytes = scratch.compressedLength(trial);
        if (dictionaryBytes <= Math.min(deltaBytes, plainBytes)) {
            return Encoding.RLE_DICTIONARY;
        }
        return deltaBytes <= plainBytes ? Encoding.DELTA_BINARY_PACKED : Encoding.PLAIN;
    }

    private void encodeIndices(int count, Bytes page) {
        int width = HybridEncoder.width(keys.size() - 1);
        page.putByte(width);
        HybridEncoder.encode(scratch.indices(count), count, width, page);
    }

    /** Encodes the first {@code count} of the scratch values. */
    private void encode(Encoding direct, int count, Bytes page) {
        long[] values = scratch.values(count);
        if (direct == Encoding.DELTA_BINARY_PACKED) {
            scratch.delta().encode(values, count, wide, page);
        } else {
            for (int i = 0; i < count; i++) {
                putPlain(values[i], page);
            }
        }
    }

    private void putPlain(long value, Bytes out) {
        if (wide) {
            out.putLong(value);
        } else {
            out.putInt((int) value);
        }
    }

    private Statistics<?> statistics(int count, int nulls) {
        long minimum = keys.minimum();
        long maximum = keys.maximum();
        if (encoding != Encoding.RLE_DICTIONARY) {
            long[] values = scratch.values(count);
            minimum = values[0];
            maximum = values[0];
            for (int i = 1; i < count; i++) {
                minimum = Math.min(minimum, values[i]);
                maximum = Math.max(maximum, values[i]);
            }
        }
        Statistics<?> statistics = Statistics.createStats(chunk().descriptor().getPrimitiveType());
        if (wide) {
            statistics.updateStats(minimum);
            statistics.updateStats(maximum);
        } else {
            statistics.updateStats((int) minimum);
            statistics.updateStats((int) maximum);
        }
        statistics.incrementNumNulls(nulls);
        return statistics;
    }

    @Override
    boolean isFull() {
        return isFull(keys.size(), 0);
    }

    @Override
    void writeTo(ParquetFileWriter file) throws IOException {
        dictionary.clear();
        for (int i = 0; i < keys.size(); i++) {
            putPlain(keys.low(i), dictionary);
        }
        chunk().writeTo(file, dictionary, keys.size());
    }

    @Override
    void clear() {
        super.clear();
        keys.truncate(0);
        encoding = first;
        decided = false;
    }
}
