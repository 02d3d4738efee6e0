package dev.skbtrail.recorder.parquet;

/** Parquet's DELTA_BINARY_PACKED: differences in blocks of 128, each with its own minimum. */
final class DeltaEncoder {
    private static final int BLOCK = 128;
    private static final int MINIBLOCKS = 4;
    private static final int MINIBLOCK = BLOCK / MINIBLOCKS;

    private final long[] deltas = new long[BLOCK];

    /**
     * Encodes the first {@code count} of {@code values}.
     *
     * @param wide whether the column has 64 bits; in a 32-bit column, differences wrap around in 32
     *     bits, because some readers refuse a miniblock that is wider than the type
     */
    void encode(long[] values, int count, boolean wide, Bytes out) {
        out.putVarInt(BLOCK);
        out.putVarInt(MINIBLOCKS);
        out.putVarInt(count);
        out.putZigZag(count == 0 ? 0 : values[0]);
        for (int from = 1; from < count; from += BLOCK) {
            int length = Math.min(BLOCK, count - from);
            if (wide) {
                block(differences(values, from, length), length, -1L, out);
            } else {
                block(wrapped(values, from, length), length, 0xffffffffL, out);
            }
        }
    }

    private long differences(long[] values, int from, int length) {
        long minimum = Long.MAX_VALUE;
        for (int i = 0; i < length; i++) {
            long delta = values[from + i] - values[from + i - 1];
            deltas[i] = delta;
            minimum = Math.min(minimum, delta);
        }
        return minimum;
    }

    private long wrapped(long[] values, int from, int length) {
        long minimum = Long.MAX_VALUE;
        for (int i = 0; i < length; i++) {
            long delta = (int) (values[from + i] - values[from + i - 1]);
            deltas[i] = delta;
            minimum = Math.min(minimum, delta);
        }
        return minimum;
    }

    private void block(long minimum, int length, long mask, Bytes out) {
        out.putZigZag(minimum);
        for (int i = 0; i < length; i++) {
            deltas[i] = deltas[i] - minimum & mask;
        }
        for (int i = length; i < BLOCK; i++) {
            deltas[i] = 0;
        }
        for (int from = 0; from < BLOCK; from += MINIBLOCK) {
            out.putByte(width(from));
        }
        BitPacker packer = new BitPacker(out);
        for (int from = 0; from < length; from += MINIBLOCK) {
            int width = width(from);
            for (int i = from; i < from + MINIBLOCK; i++) {
                packer.putLong(deltas[i], width);
            }
        }
        packer.finish();
    }

    private int width(int from) {
        long all = 0;
        for (int i = from; i < from + MINIBLOCK; i++) {
            all |= deltas[i];
        }
        return Long.SIZE - Long.numberOfLeadingZeros(all);
    }
}
