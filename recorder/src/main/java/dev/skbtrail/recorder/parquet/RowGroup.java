package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * The row group being built: in memory, encoded, until it is full. Each batch becomes one page in
 * each column, its rows grouped by packet.
 */
final class RowGroup {
    private static final int ROWS = 8 << 16;

    private final Window window;
    private final List<ColumnWriter> writers;
    private int rows;

    RowGroup(
            TraceSchema schema,
            List<ColumnSource> sources,
            MessageType message,
            PageCompressor compressor) {
        window = new Window(sources);
        writers = ColumnWriters.create(schema, sources, window, message, compressor);
    }

    /** Encodes the rows of a batch; the batch can then be reused. */
    void add(ColumnBatch batch) {
        if (batch.size() == 0) {
            return;
        }
        window.read(batch);
        for (ColumnWriter writer : writers) {
            writer.write(window);
        }
        rows += batch.size();
    }

    boolean isEmpty() {
        return rows == 0;
    }

    boolean isFull() {
        if (rows >= ROWS) {
            return true;
        }
        for (ColumnWriter writer : writers) {
            if (writer.isFull()) {
                return true;
            }
        }
        return false;
    }

    /** Number of bytes that are encoded and not yet written. */
    long bytes() {
        long bytes = 0;
        for (ColumnWriter writer : writers) {
            bytes += writer.chunk().bytes();
        }
        return bytes;
    }

    /** Writes the row group in its current state, unless it is empty, without changing anything. */
    void writeTo(ParquetFileWriter file) throws IOException {
        if (rows == 0) {
            return;
        }
        file.startBlock(rows);
        for (ColumnWriter writer : writers) {
            writer.writeTo(file);
        }
        file.endBlock();
    }

    /** Begins the next row group. */
    void clear() {
        writers.forEach(ColumnWriter::clear);
        rows = 0;
    }
}
