package dev.skbtrail.recorder.parquet;

import java.util.Arrays;

/** Scratch memory that the column writers of one file share: they run one after the other. */
final class Scratch {
    private final DeltaEncoder delta = new DeltaEncoder();
    private final PageCompressor compressor;
    private final Bytes trial = new Bytes(0);
    private final Bytes compressed = new Bytes(0);
    private int[] indices = new int[0];
    private int[] levels = new int[0];
    private long[] values = new long[0];

    Scratch(PageCompressor compressor) {
        this.compressor = compressor;
    }

    /** An empty buffer. */
    Bytes trial() {
        trial.clear();
        return trial;
    }

    int compressedLength(Bytes page) {
        compressed.clear();
        return compressor.compress(page, compressed);
    }

    DeltaEncoder delta() {
        return delta;
    }

    /** Memory for {@code count} dictionary indices, with its previous contents. */
    int[] indices(int count) {
        if (indices.length < count) {
            indices = Arrays.copyOf(indices, count);
        }
        return indices;
    }

    /** As {@link #indices}, for definition levels. */
    int[] levels(int count) {
        if (levels.length < count) {
            levels = Arrays.copyOf(levels, count);
        }
        return levels;
    }

    /** As {@link #indices}, for values. */
    long[] values(int count) {
        if (values.length < count) {
            values = new long[count];
        }
        return values;
    }
}
