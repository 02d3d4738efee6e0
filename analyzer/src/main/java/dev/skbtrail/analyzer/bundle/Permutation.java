package dev.skbtrail.analyzer.bundle;

import java.nio.ByteBuffer;
import java.util.function.LongPredicate;

/**
 * A keyed permutation of numbers: distinct numbers stay distinct, and 0, which means none, stays 0.
 */
final class Permutation {
    private static final int ROUNDS = 6;

    private final Aes aes;

    Permutation(byte[] key) {
        aes = new Aes(key);
    }

    /**
     * Permutes the low bits of a number.
     *
     * @param bits how many; even, at most 62
     */
    long map(long value, int bits) {
        return map(value, bits, other -> other != 0);
    }

    /**
     * As above, but the result is of the same kind as the value.
     *
     * @param same whether a number is of the value's kind. If a result is not, it is permuted again
     *     (cycle walking), which keeps distinct numbers distinct.
     */
    long map(long value, int bits, LongPredicate same) {
        if (value == 0) {
            return 0;
        }
        long mapped = value;
        do {
            mapped = once(mapped, bits);
        } while (!same.test(mapped));
        return mapped;
    }

    /** A Feistel network, which is a permutation whatever its round function is. */
    private long once(long value, int bits) {
        int half = bits / 2;
        long mask = (1L << half) - 1;
        long high = value & ~(mask << half | mask);
        long left = value >>> half & mask;
        long right = value & mask;
        for (int round = 0; round < ROUNDS; round++) {
            ByteBuffer block = ByteBuffer.allocate(Aes.BLOCK);
            block.put((byte) bits).put((byte) round).putInt((int) right).putLong(high);
            long mixed = ByteBuffer.wrap(aes.of(block.array())).getLong() & mask;
            long next = left ^ mixed;
            left = right;
            right = next;
        }
        return high | left << half | right;
    }
}
