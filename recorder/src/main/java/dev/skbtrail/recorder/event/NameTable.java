package dev.skbtrail.recorder.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Assigns numbers to names of at most 32 bytes, in order of appearance. Looking up a known name
 * allocates nothing. One thread requests numbers; other threads may look up the names of numbers
 * that it passed to them.
 */
public final class NameTable {
    /** More than a ruleset has chains; all names beyond it share the last number. */
    private static final int CAPACITY = 1 << 14;

    private static final int SLOTS = CAPACITY * 4;
    private static final int WORDS = StructCopy.NAME / Long.BYTES;
    private static final String TOO_MANY = "(too many names)";

    private final int[] slots = new int[SLOTS];
    private final long[] words = new long[CAPACITY * WORDS];
    private final String[] texts = new String[CAPACITY];
    private int size;

    public NameTable() {
        Arrays.fill(slots, -1);
    }

    /** Number of the zero-padded name at {@code from}. */
    public int code(ByteBuffer buffer, int from) {
        int slot = hash(buffer, from) & SLOTS - 1;
        while (slots[slot] >= 0) {
            if (equal(buffer, from, slots[slot])) {
                return slots[slot];
            }
            slot = slot + 1 & SLOTS - 1;
        }
        return add(buffer, from, slot);
    }

    /** The name for a number. */
    public String text(int code) {
        return texts[code];
    }

    private static int hash(ByteBuffer buffer, int from) {
        long hash = 0;
        for (int i = 0; i < WORDS; i++) {
            hash = (hash ^ buffer.getLong(from + Long.BYTES * i)) * 0x9e3779b97f4a7c15L;
        }
        return (int) (hash >>> Integer.SIZE);
    }

    private boolean equal(ByteBuffer buffer, int from, int code) {
        for (int i = 0; i < WORDS; i++) {
            if (words[code * WORDS + i] != buffer.getLong(from + Long.BYTES * i)) {
                return false;
            }
        }
        return true;
    }

    private int add(ByteBuffer buffer, int from, int slot) {
        if (size == CAPACITY - 1) {
            texts[size] = TOO_MANY;
            return size;
        }
        byte[] bytes = new byte[StructCopy.NAME];
        buffer.get(from, bytes);
        for (int i = 0; i < WORDS; i++) {
            words[size * WORDS + i] = buffer.getLong(from + Long.BYTES * i);
        }
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        texts[size] = new String(bytes, 0, length, StandardCharsets.UTF_8);
        slots[slot] = size;
        return size++;
    }
}
