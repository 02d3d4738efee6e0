package dev.skbtrail.analyzer.trace;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads Thrift's compact protocol, which Parquet uses for its footer and page headers, from a
 * buffer with untrusted content. A struct is read field by field: {@link #enter}, then {@link
 * #next} until it returns 0, each time reading the value or leaving it to the next {@link #next} to
 * skip.
 */
final class Thrift {
    /** The bytes are not valid Thrift. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int STRUCT = 12;

    /** Parquet's own structs nest 7 deep. */
    private static final int DEEPEST = 32;

    private final ByteBuffer bytes;
    private final int[] ids = new int[DEEPEST + 1];
    private int depth;
    private int pending;

    Thrift(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Begins a struct: the whole, a field's value or an element of a list. */
    void enter() throws DamagedException {
        pending = 0;
        if (++depth > DEEPEST) {
            throw new DamagedException();
        }
        ids[depth] = 0;
    }

    /**
     * Advances to the next field, skipping the current value if unread; 0 at the end of the struct.
     */
    int next() throws DamagedException {
        skipPending();
        int head = unsignedByte();
        if (head == 0) {
            depth--;
            return 0;
        }
        int delta = head >> 4;
        ids[depth] = delta == 0 ? (int) zigzag() : ids[depth] + delta;
        pending = head & 0xf;
        return ids[depth];
    }

    /** Value of the field: an integer of any size. */
    long integer() throws DamagedException {
        int type = pending;
        pending = 0;
        if (type == BYTE) {
            return (byte) unsignedByte();
        }
        if (type < BYTE || type >= DOUBLE) {
            throw new DamagedException();
        }
        return zigzag();
    }

    /** Value of the field: the length of a text or byte array, which follows in the buffer. */
    int binary() throws DamagedException {
        require(BINARY);
        return length();
    }

    /** Value of the field: bytes. */
    byte[] data() throws DamagedException {
        byte[] data = new byte[binary()];
        bytes.get(data);
        return data;
    }

    /** Value of the field: text. */
    String text() throws DamagedException {
        require(BINARY);
        return element();
    }

    /** An element of a list: text. */
    String element() throws DamagedException {
        byte[] text = new byte[length()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Value of the field: the number of elements of a list; each has to be read. */
    int list() throws DamagedException {
        require(LIST);
        return elements(unsignedByte());
    }

    private void require(int type) throws DamagedException {
        if (pending != type) {
            throw new DamagedException();
        }
        pending = 0;
    }

    /** Each element takes at least one byte, so the bytes left bound the length of a list. */
    private int elements(int head) throws DamagedException {
        int size = head >> 4;
        return size == 0xf ? length() : size;
    }

    private int length() throws DamagedException {
        long length = varint();
        if (length < 0 || length > bytes.remaining()) {
            throw new DamagedException();
        }
        return (int) length;
    }

    private void skipPending() throws DamagedException {
        int type = pending;
        pending = 0;
        if (type != 0 && type != TRUE && type != FALSE) {
            skip(type);
        }
    }

    private void skip(int type) throws DamagedException {
        if (type == TRUE || type == FALSE || type == BYTE) {
            unsignedByte();
        } else if (type < DOUBLE) {
            varint();
        } else if (type == DOUBLE) {
            skipBytes(Double.BYTES);
        } else if (type == BINARY) {
            skipBytes(length());
        } else if (type == LIST || type == SET) {
            int head = unsignedByte();
            for (int left = elements(head); left > 0; left--) {
                skip(head & 0xf);
            }
        } else if (type == STRUCT) {
            enter();
            while (next() != 0) {
                continue;
            }
        } else {
            throw new DamagedException();
        }
    }

    private void skipBytes(int count) throws DamagedException {
        if (count > bytes.remaining()) {
            throw new DamagedException();
        }
        bytes.position(bytes.position() + count);
    }

    private long zigzag() throws DamagedException {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    private long varint() throws DamagedException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int part = unsignedByte();
            value |= (long) (part & 0x7f) << shift;
            if (part < 0x80) {
                return value;
            }
        }
        throw new DamagedException();
    }

    private int unsignedByte() throws DamagedException {
        try {
            return bytes.get() & 0xff;
        } catch (BufferUnderflowException e) {
            throw new DamagedException();
        }
    }
}
