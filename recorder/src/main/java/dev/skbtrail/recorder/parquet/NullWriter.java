package dev.skbtrail.recorder.parquet;

import java.io.IOException;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** A column without any value in this recording. */
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
