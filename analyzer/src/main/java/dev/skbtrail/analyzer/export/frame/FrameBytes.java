package dev.skbtrail.analyzer.export.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Builds one frame in network byte order, as far as its bytes are known. Everything after the first
 * unknown byte is left out; the capture ends there, as with a short snap length. Values are
 * truncated to the width of their field.
 */
final class FrameBytes {
    /** More than all rebuilt headers can take. */
    private static final int CAPACITY = 512;

    private final ByteBuffer bytes = ByteBuffer.allocate(CAPACITY);
    private boolean ended;
    private int behind;

    void u8(long value) {
        if (!ended) {
            bytes.put((byte) value);
        }
    }

    void u16(long value) {
        if (!ended) {
            bytes.putShort((short) value);
        }
    }

    void u32(long value) {
        if (!ended) {
            bytes.putInt((int) value);
        }
    }

    void put(byte[] value) {
        if (!ended) {
            bytes.put(value);
        }
    }

    void zeros(int count) {
        put(new byte[count]);
    }

    /**
     * Ends the frame: everything after this is unknown.
     *
     * @param least bytes that must have followed nevertheless
     */
    void end(int least) {
        if (!ended) {
            ended = true;
            behind = least;
        }
    }

    /** Captured length. */
    int size() {
        return bytes.position();
    }

    /** Minimum length of the frame on the wire. */
    int least() {
        return size() + behind;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes.array(), size());
    }
}
