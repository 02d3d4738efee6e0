package dev.skbtrail.recorder.parquet;

import java.io.IOException;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** Encodes one column: one page per window, one chunk per row group. */
abstract class ColumnWriter {
    /** Number of entries from which a dictionary no longer pays. */
    private static final int DICTIONARY_ENTRIES = 1 << 16;

    private static final int DICTIONARY_BYTES = 1 << 20;

    private final ColumnChunk chunk;

    ColumnWriter(ColumnChunk chunk) {
        this.chunk = chunk;
    }

    final ColumnChunk chunk() {
        return chunk;
    }

    /** Encodes the window's page. */
    abstract void write(Window window);

    /** Writes the chunk in its current state, without changing anything. */
    abstract void writeTo(ParquetFileWriter file) throws IOException;

    /** Begins the next chunk. */
    void clear() {
        chunk.clear();
    }

    /**
     * Whether the row group should end. One more window is always possible: it adds at most as many
     * entries as it has rows, so no fallback encoding is needed.
     */
    boolean isFull() {
        return false;
    }

    static boolean isFull(int entries, int bytes) {
        return entries >= DICTIONARY_ENTRIES || bytes >= DICTIONARY_BYTES;
    }
}
