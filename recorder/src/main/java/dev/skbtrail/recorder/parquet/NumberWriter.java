package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.event.ColumnSource;
import java.io.IOException;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * A column of numbers: a dictionary while values repeat, differences when most of a page is new.
 */
final class NumberWriter extends ColumnWriter {
    private final RawColumn raw;
    private final Presence presence;
    private final boolean wide;
    private final boolean alwaysDelta;
    private final Scratch scratch;

    private final KeyIndex keys = new KeyIndex(false);
    private final Bytes dictionary = new Bytes(0);
    private boolean delta;
    private long minimum;
    private long maximum;

    NumberWriter(
            ColumnChunk chunk,
            ColumnSource source,
            ColumnType type,
            Window window,
            Scratch scratch) {
        super(chunk);
        this.raw = new RawColumn(source, type);
        this.presence = window.presence(source.present());
        this.wide = type != ColumnType.INT32;
        this.alwaysDelta = type == ColumnType.TIMESTAMP;
        this.scratch = scratch;
        this.delta = alwaysDelta;
    }

    @Override
    void write(Window window) {
        int count = presence.count();
        if (count == 0) {
            chunk().addNulls(window.size());
            return;
        }
        if (!delta) {
            int known = keys.size();
            keys.nextPage();
            raw.index(window.batch(), presence, keys, scratch.indices(count));
            if (keys.size() - known > count / 2) {
                keys.truncate(known);
                delta = true;
            }
        }
        Bytes page = chunk().begin(presence.levels());
        if (delta) {
            writeDelta(window, page, count);
        } else {
            writeIndices(page, count);
        }
        chunk().end(
                        window.size(),
                        delta ? Encoding.DELTA_BINARY_PACKED : Encoding.RLE_DICTIONARY,
                        statistics(window.size() - count));
    }

    private void writeIndices(Bytes page, int count) {
        int width = HybridEncoder.width(keys.size() - 1);
        page.putByte(width);
        HybridEncoder.encode(scratch.indices(count), count, width, page);
        minimum = keys.minimum();
        maximum = keys.maximum();
    }

    private void writeDelta(Window window, Bytes page, int count) {
        long[] values = scratch.values(count);
        raw.copy(window.batch(), presence, values);
        minimum = Long.MAX_VALUE;
        maximum = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            minimum = Math.min(minimum, values[i]);
            maximum = Math.max(maximum, values[i]);
        }
        scratch.delta().encode(values, count, wide, page);
    }

    private Statistics<?> statistics(int nulls) {
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
    void flush(ParquetFileWriter file) throws IOException {
        dictionary.clear();
        for (int i = 0; i < keys.size(); i++) {
            if (wide) {
                dictionary.putLong(keys.low(i));
            } else {
                dictionary.putInt((int) keys.low(i));
            }
        }
        chunk().writeTo(file, dictionary, keys.size());
        keys.truncate(0);
        delta = alwaysDelta;
    }
}
