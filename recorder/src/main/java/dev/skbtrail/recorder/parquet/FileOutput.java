package dev.skbtrail.recorder.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** What parquet-java writes to: a stream that counts. Opening and closing are not its business. */
final class FileOutput extends PositionOutputStream implements OutputFile {
    private final OutputStream stream;
    private final CRC32 crc = new CRC32();
    private long position;

    FileOutput(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void write(int value) throws IOException {
        stream.write(value);
        crc.update(value);
        position++;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        stream.write(source, offset, length);
        crc.update(source, offset, length);
        position += length;
    }

    /** CRC-32 of everything so far. */
    long crc() {
        return crc.getValue();
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
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
