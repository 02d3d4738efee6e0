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

    /**
     * Encodes the first {@code count} values, each of which fits into {@code width} bits.
     *
     * <p>Runs of 2 to 7 (packets with few events) are shorter as runs than packed, as long as
     * single values do not force groups upon them: then everything is written as runs.
     */
    static void encode(int[] values, int count, int width, Bytes out) {
        int start = out.size();
        int runs = encodeMixed(values, count, width, out);
        if (runs * (1L + (width + Byte.SIZE - 1) / Byte.SIZE) < out.size() - start) {
            out.truncate(start);
            encodeRuns(values, count, width, out);
        }
    }

    private static void encodeRuns(int[] values, int count, int width, Bytes out) {
        int begin = 0;
        for (int i = 1; i <= count; i++) {
            if (i == count || values[i] != values[begin]) {
                run(values[begin], i - begin, width, out);
                begin = i;
            }
        }
    }

    /** Returns how many runs there are, of any length. */
    private static int encodeMixed(int[] values, int count, int width, Bytes out) {
        int runs = 0;
        int packed = 0;
        int i = 0;
        while (i < count) {
            int value = values[i];
            int end = i + 1;
            while (end < count && values[end] == value) {
                end++;
            }
            runs++;
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
        return runs;
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
