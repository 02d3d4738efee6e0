package dev.skbtrail.analyzer.export.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of one frame, in network byte order, as far as they are known. What comes behind the
 * first byte that is not known is left out: the capture ends there, as one with a short snap length
 * does. Values are cut to the width of their field.
 */
final class FrameBytes {
    /** More than all headers that are rebuilt take. */
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
     * Nothing behind this is known.
     *
     * @param least bytes that have to follow all the same
     */
    void end(int least) {
        if (!ended) {
            ended = true;
            behind = least;
        }
    }

    /** Bytes that were captured. */
    int size() {
        return bytes.position();
    }

    /** The least length that the frame had on the wire. */
    int least() {
        return size() + behind;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes.array(), size());
    }
}
