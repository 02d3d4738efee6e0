package dev.skbtrail.recorder.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A part in the middle of the real file, presented to parquet-java as a file of its own. The magic
 * bytes at its beginning are discarded; its end goes into a buffer.
 */
final class PartOutput extends PositionOutputStream implements OutputFile {
    private final ByteArrayOutputStream end = new ByteArrayOutputStream();
    private int magic = ParquetFileWriter.MAGIC.length;
    private OutputStream to;
    private long position;

    /** Begins at the current position of the file. */
    PartOutput(FileOutput file) {
        to = file;
        position = file.position() - magic;
    }

    /** From now on everything goes into the buffer. */
    void beginEnd() {
        to = end;
    }

    byte[] end() {
        return end.toByteArray();
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int skipped = Math.min(magic, length);
        magic -= skipped;
        to.write(source, offset + skipped, length - skipped);
        position += length;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return this;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return this;
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }
}
