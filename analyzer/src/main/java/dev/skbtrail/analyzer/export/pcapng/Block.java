package dev.skbtrail.analyzer.export.pcapng;

import dev.skbtrail.analyzer.text.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One block of a pcapng file (IETF draft-ietf-opsawg-pcapng), little-endian: its type and length,
 * fields, options, its length again. Fields and options begin at multiples of four bytes.
 */
final class Block {
    /** For all options together; a frame needs a few hundred bytes. */
    private static final int CAPACITY = 1 << 17;

    /** Characters per text; a trace may contain texts of any length. */
    private static final int LONGEST_TEXT = 1_000;

    private static final int COMMENT = 1;

    private final ByteBuffer bytes = ByteBuffer.allocate(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);

    /** Starts a new block. */
    Block begin(int type) {
        bytes.clear();
        return u32(type).u32(0);
    }

    Block u16(int value) {
        bytes.putShort((short) value);
        return this;
    }

    Block u32(long value) {
        bytes.putInt((int) value);
        return this;
    }

    Block u64(long value) {
        bytes.putLong(value);
        return this;
    }

    Block padded(byte[] value) {
        bytes.put(value);
        while (bytes.position() % 4 != 0) {
            bytes.put((byte) 0);
        }
        return this;
    }

    Block option(int code, byte[] value) {
        return u16(code).u16(value.length).padded(value);
    }

    /** Adds a 4-byte number. */
    Block option32(int code, long value) {
        return u16(code).u16(Integer.BYTES).u32(value);
    }

    /** Adds an 8-byte number in the byte order of the file. */
    Block option64(int code, long value) {
        return u16(code).u16(Long.BYTES).u64(value);
    }

    /**
     * Adds one line of text, without terminal control characters and cut if very long; null adds
     * none.
     */
    Block text(int code, String text) {
        if (text == null || text.isEmpty()) {
            return this;
        }
        return option(code, clean(text).getBytes(StandardCharsets.UTF_8));
    }

    Block comment(String text) {
        return text(COMMENT, text);
    }

    private static String clean(String text) {
        int length = text.length();
        if (length <= LONGEST_TEXT) {
            return Printable.of(text);
        }
        // This also replaces half a surrogate pair left by the cut.
        return Printable.of(text.substring(0, LONGEST_TEXT))
                + " ... "
                + (length - LONGEST_TEXT)
                + " more characters";
    }

    void end(OutputStream to) throws IOException {
        u32(0);
        int length = bytes.position() + Integer.BYTES;
        u32(length);
        bytes.putInt(Integer.BYTES, length);
        to.write(bytes.array(), 0, length);
    }
}
