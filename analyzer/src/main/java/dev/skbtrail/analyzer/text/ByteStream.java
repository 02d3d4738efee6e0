package dev.skbtrail.analyzer.text;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output for binary results; close() leaves it open. */
final class ByteStream extends FilterOutputStream {
    private static final int BUFFER = 1 << 16;

    ByteStream(OutputStream to) {
        super(new BufferedOutputStream(to, BUFFER));
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw new OutputException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new OutputException(e);
        }
    }
}
