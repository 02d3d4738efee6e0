package dev.skbtrail.recorder.parquet;

/** Packs values one after the other, least significant bit first. */
final class BitPacker {
    private final Bytes out;
    private long pending;
    private int bits;

    BitPacker(Bytes out) {
        this.out = out;
    }

    /** Packs {@code width} bits, 0 to 32; the bits of {@code value} above them must be 0. */
    void put(long value, int width) {
        pending |= value << bits;
        bits += width;
        if (bits >= Integer.SIZE) {
            out.putInt((int) pending);
            pending >>>= Integer.SIZE;
            bits -= Integer.SIZE;
        }
    }

    /** Packs {@code width} bits, 0 to 64. */
    void putLong(long value, int width) {
        if (width <= Integer.SIZE) {
            put(value, width);
        } else {
            put(value & 0xffffffffL, Integer.SIZE);
            put(value >>> Integer.SIZE, width - Integer.SIZE);
        }
    }

    /** Pads the last byte with zeros. */
    void finish() {
        for (; bits > 0; bits -= Byte.SIZE) {
            out.putByte((int) pending);
            pending >>>= Byte.SIZE;
        }
        pending = 0;
        bits = 0;
    }
}
