package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.event.ColumnSource;
import java.io.IOException;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** A text column: always a dictionary, keyed by the raw values. */
final class TextWriter extends ColumnWriter {
    private final RawColumn raw;
    private final Presence presence;
    private final Scratch scratch;
    private final DictionaryIndex keys = new DictionaryIndex(true);
    private final TextDictionary texts;
    private final Bytes ownLevels = new Bytes(0);

    TextWriter(ColumnChunk chunk, ColumnSource source, Window window, Scratch scratch) {
        super(chunk);
        this.raw = new RawColumn(source, ColumnType.STRING);
        this.presence = window.presence(source);
        this.scratch = scratch;
        this.texts = new TextDictionary(source.text());
    }

    @Override
    void write(Window window) {
        int count = presence.count();
        if (count == 0) {
            chunk().addNulls(window.size());
            return;
        }
        int[] indices = scratch.indices(window.size());
        keys.nextPage();
        raw.index(window.batch(), presence, keys, indices);
        texts.extend(keys);
        int shown = texts.isOneToOne() ? count : show(indices, count);
        if (shown == 0) {
            chunk().addNulls(window.size());
            return;
        }
        Bytes page = chunk().begin(shown == count ? presence.levels() : levels(window.size()));
        int width = HybridEncoder.width(texts.size() - 1);
        page.putByte(width);
        HybridEncoder.encode(indices, shown, width, page);
        chunk().end(window.size(), Encoding.RLE_DICTIONARY, statistics(window.size() - shown));
    }

    /** Replaces numbers of raw values by numbers of texts; leaves out values without a text. */
    private int show(int[] indices, int count) {
        int[] hasText = scratch.levels(count);
        int shown = 0;
        for (int i = 0; i < count; i++) {
            int text = texts.ofRaw(indices[i]);
            indices[shown] = text;
            hasText[i] = text == TextDictionary.NO_TEXT ? 0 : 1;
            shown += hasText[i];
        }
        return shown;
    }

    /** Definition levels if some present value has no text; expands what {@link #show} noted. */
    private Bytes levels(int size) {
        int[] levels = scratch.levels(size);
        int last = presence.count();
        for (int place = size - 1; place >= 0; place--) {
            // In place from the end: a value's number is never above its position.
            levels[place] = presence.has(place) ? levels[--last] : 0;
        }
        ownLevels.clear();
        HybridEncoder.encode(levels, size, 1, ownLevels);
        return ownLevels;
    }

    private Statistics<?> statistics(int nulls) {
        int minimum = TextDictionary.NO_TEXT;
        int maximum = TextDictionary.NO_TEXT;
        for (int i = 0; i < keys.size(); i++) {
            int text = texts.ofRaw(i);
            if (keys.isInPage(i) && text != TextDictionary.NO_TEXT) {
                if (minimum == TextDictionary.NO_TEXT || texts.compare(text, minimum) < 0) {
                    minimum = text;
                }
                if (maximum == TextDictionary.NO_TEXT || texts.compare(text, maximum) > 0) {
                    maximum = text;
                }
            }
        }
        Statistics<?> statistics = Statistics.createStats(chunk().descriptor().getPrimitiveType());
        statistics.updateStats(texts.binary(minimum));
        statistics.updateStats(texts.binary(maximum));
        statistics.incrementNumNulls(nulls);
        return statistics;
    }

    @Override
    boolean isFull() {
        return isFull(keys.size(), texts.plain().size());
    }

    @Override
    void writeTo(ParquetFileWriter file) throws IOException {
        chunk().writeTo(file, texts.plain(), texts.size());
    }

    @Override
    void clear() {
        super.clear();
        keys.truncate(0);
        texts.clear();
    }
}
