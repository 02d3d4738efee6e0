package dev.skbtrail.recorder.parquet;

import java.io.IOException;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** Encodes one column: a page for each window, a chunk for each row group. */
abstract class ColumnWriter {
    /** Entries at which a dictionary no longer pays. */
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

    /** Writes the chunk as far as it is, and changes nothing. */
    abstract void writeTo(ParquetFileWriter file) throws IOException;

    /** Begins the next chunk. */
    void clear() {
        chunk.clear();
    }

    /**
     * Whether the row group should end. One window more is always possible: it brings at most as
     * many entries as it has rows, so that no encoding is needed to fall back to.
     */
    boolean isFull() {
        return false;
    }

    static boolean isFull(int entries, int bytes) {
        return entries >= DICTIONARY_ENTRIES || bytes >= DICTIONARY_BYTES;
    }
}
