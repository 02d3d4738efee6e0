package dev.skbtrail.recorder.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;

/**
 * A stream that knows its position in the file, and the CRC-32 of everything written through it.
 */
final class FileOutput extends OutputStream {
    private final OutputStream stream;
    private final CRC32 crc = new CRC32();
    private long position;

    /**
     * @param position position of the first byte in the file
     */
    FileOutput(OutputStream stream, long position) {
        this.stream = stream;
        this.position = position;
    }

    /** Position of the next byte. */
    long position() {
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
}
