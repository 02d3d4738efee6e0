package dev.skbtrail.recorder.parquet;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Numbers distinct raw values 0, 1, 2 … in order of appearance, by open addressing over primitive
 * arrays.
 *
 * <p>Rows of one packet are adjacent, so most values equal the previous one: the loops look a value
 * up only when it changes.
 */
final class DictionaryIndex {
    private static final int CAPACITY = 64;

    // Random, so that no one on the network can choose addresses that collide.
    private final long lowFactor = new SplittableRandom().nextLong() | 1;
    private final long highFactor = new SplittableRandom().nextLong() | 1;

    private final boolean texts;
    private long[] low = new long[CAPACITY];
    private long[] high;
    private int[] lastPage;
    private int[] slots = new int[CAPACITY * 2];
    private int shift = Long.SIZE - 7;
    private int size;
    private int page;
    private long minimum;
    private long maximum;

    /**
     * @param texts whether the values stand for texts. Texts can have 128 bits, and it matters
     *     which of them are in a page; for numbers, only the minimum and maximum matter
     */
    DictionaryIndex(boolean texts) {
        this.texts = texts;
        high = texts ? new long[CAPACITY] : null;
        lastPage = texts ? new int[CAPACITY] : null;
    }

    int size() {
        return size;
    }

    long low(int index) {
        return low[index];
    }

    /** Upper half of a value; only for texts. */
    long high(int index) {
        return high[index];
    }

    void nextPage() {
        page++;
        minimum = Long.MAX_VALUE;
        maximum = Long.MIN_VALUE;
    }

    /** Whether the value was seen since the last {@link #nextPage()}; only for texts. */
    boolean isInPage(int index) {
        return lastPage[index] == page;
    }

    /** The minimum since the last {@link #nextPage()}. */
    long minimum() {
        return minimum;
    }

    /** The maximum since the last {@link #nextPage()}. */
    long maximum() {
        return maximum;
    }

    /**
     * Numbers {@code values[rows[0..count)]}.
     *
     * @param mask -1 to sign-extend them, 0xffffffffL to zero-extend them
     */
    void ints(int[] values, long mask, int[] rows, int count, int[] indices) {
        int last = values[rows[0]];
        int index = index(0, last & mask);
        for (int i = 0; i < count; i++) {
            int value = values[rows[i]];
            if (value != last) {
                last = value;
                index = index(0, value & mask);
            }
            indices[i] = index;
        }
    }

    /** Numbers {@code values[rows[0..count)]}. */
    void longs(long[] values, int[] rows, int count, int[] indices) {
        long last = values[rows[0]];
        int index = index(0, last);
        for (int i = 0; i < count; i++) {
            long value = values[rows[i]];
            if (value != last) {
                last = value;
                index = index(0, value);
            }
            indices[i] = index;
        }
    }

    /** Numbers the pairs {@code highs[rows[0..count)], lows[rows[0..count)]}. */
    void wides(long[] highs, long[] lows, int[] rows, int count, int[] indices) {
        long lastHigh = highs[rows[0]];
        long lastLow = lows[rows[0]];
        int index = index(lastHigh, lastLow);
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long valueHigh = highs[row];
            long valueLow = lows[row];
            if (valueLow != lastLow || valueHigh != lastHigh) {
                lastHigh = valueHigh;
                lastLow = valueLow;
                index = index(valueHigh, valueLow);
            }
            indices[i] = index;
        }
    }

    private int index(long keyHigh, long keyLow) {
        minimum = Math.min(minimum, keyLow);
        maximum = Math.max(maximum, keyLow);
        int mask = slots.length - 1;
        int slot = slot(keyHigh, keyLow);
        for (int found = slots[slot]; found != 0; found = slots[slot]) {
            if (low[found - 1] == keyLow && (!texts || high[found - 1] == keyHigh)) {
                if (texts) {
                    lastPage[found - 1] = page;
                }
                return found - 1;
            }
            slot = slot + 1 & mask;
        }
        return add(keyHigh, keyLow, slot);
    }

    private int slot(long keyHigh, long keyLow) {
        return (int) (keyLow * lowFactor + keyHigh * highFactor >>> shift);
    }

    private int add(long keyHigh, long keyLow, int slot) {
        int index = size++;
        low[index] = keyLow;
        if (texts) {
            high[index] = keyHigh;
            lastPage[index] = page;
        }
        slots[slot] = size;
        if (size == low.length) {
            grow();
        }
        return index;
    }

    private void grow() {
        low = Arrays.copyOf(low, size * 2);
        if (texts) {
            high = Arrays.copyOf(high, size * 2);
            lastPage = Arrays.copyOf(lastPage, size * 2);
        }
        slots = new int[size * 4];
        shift--;
        fillSlots();
    }

    /** Discards all numbers from {@code newSize} on. */
    void truncate(int newSize) {
        size = newSize;
        Arrays.fill(slots, 0);
        fillSlots();
    }

    private void fillSlots() {
        int mask = slots.length - 1;
        for (int i = 0; i < size; i++) {
            int slot = slot(texts ? high[i] : 0, low[i]);
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = i + 1;
        }
    }
}
