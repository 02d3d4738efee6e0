package dev.skbtrail.recorder.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * The compressed pages of one column until its row group is complete.
 *
 * <p>Pages are of version 1: it compresses definition levels along with the values, version 2 does
 * not. Windows in a row without any value become one page.
 */
final class ColumnChunk {
    private record Page(
            int rows, int length, int rawLength, Encoding encoding, Statistics<?> statistics) {}

    private final ColumnDescriptor descriptor;
    private final PageCompressor compressor;
    private final Bytes raw = new Bytes(1 << 10);
    private final Bytes compressed = new Bytes(1 << 10);
    private final List<Page> pages = new ArrayList<>();
    private int pendingNulls;
    private long rows;

    ColumnChunk(ColumnDescriptor descriptor, PageCompressor compressor) {
        this.descriptor = descriptor;
        this.compressor = compressor;
    }

    ColumnDescriptor descriptor() {
        return descriptor;
    }

    boolean isNullable() {
        return descriptor.getMaxDefinitionLevel() > 0;
    }

    /** Number of bytes that {@link #writeTo} will write, without page headers. */
    long bytes() {
        return compressed.size();
    }

    void addNulls(int count) {
        if (!isNullable()) {
            throw new IllegalStateException(
                    count + " rows have no " + descriptor.getPath()[0] + ", which is required");
        }
        pendingNulls += count;
        rows += count;
    }

    /**
     * Begins a page: the caller appends the values to the returned bytes, then calls {@link #end}.
     *
     * @param levels encoded definition levels; left out in a column that cannot be null
     */
    Bytes begin(Bytes levels) {
        flushNulls();
        return start(levels);
    }

    private Bytes start(Bytes levels) {
        raw.clear();
        if (isNullable()) {
            raw.putInt(levels.size());
            raw.put(levels.array(), 0, levels.size());
        }
        return raw;
    }

    void end(int pageRows, Encoding encoding, Statistics<?> statistics) {
        if (!isNullable() && statistics.getNumNulls() > 0) {
            throw new IllegalStateException(
                    statistics.getNumNulls()
                            + " rows have no "
                            + descriptor.getPath()[0]
                            + ", which is required");
        }
        rows += pageRows;
        add(pageRows, encoding, statistics);
    }

    private void add(int pageRows, Encoding encoding, Statistics<?> statistics) {
        int length = compressor.compress(raw, compressed);
        pages.add(new Page(pageRows, length, raw.size(), encoding, statistics));
    }

    private void flushNulls() {
        if (pendingNulls > 0) {
            Bytes levels = new Bytes(8);
            HybridEncoder.run(0, pendingNulls, 1, levels);
            start(levels);
            Statistics<?> statistics = Statistics.createStats(descriptor.getPrimitiveType());
            statistics.incrementNumNulls(pendingNulls);
            add(pendingNulls, Encoding.PLAIN, statistics);
            pendingNulls = 0;
        }
    }

    /**
     * Writes the column's part of the row group, and keeps it.
     *
     * @param dictionary PLAIN values
     * @param dictionarySize number of values; 0: no dictionary
     */
    void writeTo(ParquetFileWriter file, Bytes dictionary, int dictionarySize) throws IOException {
        int nulls = pendingNulls;
        int bytesBefore = compressed.size();
        flushNulls();
        file.startColumn(descriptor, rows, CompressionCodecName.ZSTD);
        if (dictionarySize > 0) {
            raw.clear();
            int length = compressor.compress(dictionary, raw);
            file.writeDictionaryPage(
                    new DictionaryPage(
                            BytesInput.from(raw.array(), 0, length),
                            dictionary.size(),
                            dictionarySize,
                            Encoding.PLAIN));
        }
        int offset = 0;
        for (Page page : pages) {
            file.writeDataPage(
                    page.rows,
                    page.rawLength,
                    BytesInput.from(compressed.array(), offset, page.length),
                    page.statistics,
                    page.rows,
                    Encoding.RLE,
                    Encoding.RLE,
                    page.encoding);
            offset += page.length;
        }
        file.endColumn();
        if (nulls > 0) {
            // More pages without values may follow; they are merged into one page with these.
            pages.remove(pages.size() - 1);
            compressed.truncate(bytesBefore);
            pendingNulls = nulls;
        }
    }

    void clear() {
        pages.clear();
        compressed.clear();
        pendingNulls = 0;
        rows = 0;
    }
}
