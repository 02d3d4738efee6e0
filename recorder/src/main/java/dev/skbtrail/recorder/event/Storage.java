package dev.skbtrail.recorder.event;

/** How a {@link ColumnBatch} holds the values of one column. */
public enum Storage {
    /** 32 bits; unsigned where the trace's column is an {@code int64}. */
    INT,
    /** 64 bits. */
    LONG,
    /**
     * 16 bytes as two longs in big-endian order, the form in which the kernel delivers addresses
     * and interface names.
     */
    WIDE
}
