package dev.skbtrail.recorder.parquet;

/**
 * Parquet's hybrid of run-length encoding and bit-packing, for levels and dictionary indices.
 *
 * <p>Values are packed in groups of 8; what repeats at least 8 times beyond a full group is a run.
 */
final class HybridEncoder {
    private static final int GROUP = 8;

    private HybridEncoder() {}

    /** Bits that the values 0 to {@code max} need. */
    static int width(int max) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(max);
    }

    static void encode(int[] values, int count, int width, Bytes out) {
        int packed = 0;
        int i = 0;
        while (i < count) {
            int value = values[i];
            int end = i + 1;
            while (end < count && values[end] == value) {
                end++;
            }
            // The first values of a run complete the group that is being packed.
            int groupEnd = i + (packed - i & GROUP - 1);
            if (end - groupEnd >= GROUP) {
                pack(values, packed, groupEnd, width, out);
                run(value, end - groupEnd, width, out);
                packed = end;
            }
            i = end;
        }
        pack(values, packed, count, width, out);
    }

    /** {@code length} times the same value. */
    static void run(int value, int length, int width, Bytes out) {
        out.putVarInt(length << 1);
        for (int shift = 0; shift < width; shift += Byte.SIZE) {
            out.putByte(value >>> shift);
        }
    }

    /**
     * The last group of a page may be short: it is filled with zeros, the reader knows the count.
     */
    private static void pack(int[] values, int from, int to, int width, Bytes out) {
        if (from == to) {
            return;
        }
        int groups = (to - from + GROUP - 1) / GROUP;
        out.putVarInt(groups << 1 | 1);
        out.reserve(groups * width + Integer.BYTES);
        int end = out.size() + groups * width;
        BitPacker packer = new BitPacker(out);
        for (int i = from; i < to; i++) {
            packer.put(values[i], width);
        }
        packer.finish();
        while (out.size() < end) {
            out.putByte(0);
        }
    }
}
