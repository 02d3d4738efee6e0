package dev.skbtrail.recorder.parquet;

/**
 * Parquet's hybrid of run-length encoding and bit-packing, for levels and dictionary indices.
 *
 * <p>Values are packed in groups of 8; a value that repeats at least 8 times beyond a full group
 * becomes a run.
 */
final class HybridEncoder {
    private static final int GROUP = 8;

    private HybridEncoder() {}

    /** Number of bits needed for the values 0 to {@code max}. */
    static int width(int max) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(max);
    }

    /**
     * Encodes the first {@code count} values, each of which fits into {@code width} bits.
     *
     * <p>Sequences of 2 to 7 equal values (packets with few events) are shorter as runs than
     * packed, unless single values between them require groups. Everything is written as runs if
     * that is shorter.
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

    /** Returns the number of runs, of any length. */
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

    /** Writes a run of {@code length} equal values. */
    static void run(int value, int length, int width, Bytes out) {
        out.putVarInt(length << 1);
        for (int shift = 0; shift < width; shift += Byte.SIZE) {
            out.putByte(value >>> shift);
        }
    }

    /**
     * The last group of a page may be short: it is padded with zeros, and the reader knows the
     * count.
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
