package dev.skbtrail.recorder.parquet;

import java.io.IOException;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** A column that nothing in this recording fills. */
final class NullWriter extends ColumnWriter {
    private static final Bytes EMPTY = new Bytes(0);

    NullWriter(ColumnChunk chunk) {
        super(chunk);
    }

    @Override
    void write(Window window) {
        chunk().addNulls(window.size());
    }

    @Override
    void writeTo(ParquetFileWriter file) throws IOException {
        chunk().writeTo(file, EMPTY, 0);
    }
}
