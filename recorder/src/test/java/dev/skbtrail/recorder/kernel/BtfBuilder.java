package dev.skbtrail.recorder.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes small BTF blobs, so that tests can cover what no running kernel has. */
final class BtfBuilder {
    private final ByteArrayOutputStream types = new ByteArrayOutputStream();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final int firstId;
    private final int firstString;
    private int count;

    BtfBuilder() {
        this(1, 0);
        strings.write(0);
    }

    /** A module's blob: its ids and strings continue those of its base. */
    private BtfBuilder(int firstId, int firstString) {
        this.firstId = firstId;
        this.firstString = firstString;
    }

    BtfBuilder module() {
        return new BtfBuilder(firstId + count, firstString + strings.size());
    }

    /** Adds a string; returns its offset. */
    int string(String text) {
        int offset = firstString + strings.size();
        strings.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        strings.write(0);
        return offset;
    }

    /** Adds a type; returns its id. */
    int type(String name, int kind, int members, int sizeOrType, int... tail) {
        words(string(name), kind << 24 | members, sizeOrType);
        words(tail);
        return firstId + count++;
    }

    int integer(String name, int size, boolean signed) {
        return type(name, BtfKind.INT, 0, size, (signed ? 1 << 24 : 0) | size * 8);
    }

    int pointer(int target) {
        return type("", BtfKind.POINTER, 0, target);
    }

    int function(String name, int returns, int... parameters) {
        int[] tail = new int[parameters.length * 2];
        for (int i = 0; i < parameters.length; i++) {
            tail[2 * i + 1] = parameters[i];
        }
        int prototype = type("", BtfKind.PROTOTYPE, parameters.length, returns, tail);
        return type(name, BtfKind.FUNCTION, 0, prototype);
    }

    /**
     * @param bitFields whether offsets also hold the size of a bit-field, in the upper bits
     * @param members name, type and offset of each
     */
    int structure(String name, int size, boolean bitFields, Object... members) {
        int[] tail = new int[members.length];
        for (int i = 0; i < members.length; i += 3) {
            tail[i] = string((String) members[i]);
            tail[i + 1] = (int) members[i + 1];
            tail[i + 2] = (int) members[i + 2];
        }
        int flag = bitFields ? 1 << 7 : 0;
        return type(name, BtfKind.STRUCT | flag, members.length / 3, size, tail);
    }

    byte[] bytes() {
        byte[] typeBytes = types.toByteArray();
        byte[] stringBytes = strings.toByteArray();
        ByteBuffer blob =
                ByteBuffer.allocate(24 + typeBytes.length + stringBytes.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        blob.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(24);
        blob.putInt(0).putInt(typeBytes.length).putInt(typeBytes.length).putInt(stringBytes.length);
        return blob.put(typeBytes).put(stringBytes).array();
    }

    private void words(int... words) {
        ByteBuffer buffer =
                ByteBuffer.allocate(words.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            buffer.putInt(word);
        }
        types.writeBytes(buffer.array());
    }
}
