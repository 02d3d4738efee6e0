package dev.skbtrail.recorder.ring;

/**
 * A BPF ring buffer in memory (kernel/bpf/ringbuf.c, include/uapi/linux/bpf.h).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-----------------------------------------------------------+
 * |B|D|                    length of the data                     |   B busy: still being written
 * +-+-+-----------------------------------------------------------+   D discarded: to be skipped
 * |              page offset, of no use to a reader               |
 * +---------------------------------------------------------------+
 * |                data, padded to a multiple of 8                |
 * </pre>
 *
 * Positions count bytes since the ring was created and never wrap; a record is at its position
 * modulo the size of the data. (The drawing shows the word's highest bit on the left.)
 */
final class RingLayout {
    static final int POSITION = 0;
    static final int HEADER = 8;
    private static final int BUSY = 1 << 31;
    private static final int DISCARDED = 1 << 30;
    private static final int ALIGNMENT = 8;

    private RingLayout() {}

    static boolean isBusy(int word) {
        return (word & BUSY) != 0;
    }

    static boolean isDiscarded(int word) {
        return (word & DISCARDED) != 0;
    }

    static int length(int word) {
        return word & ~(BUSY | DISCARDED);
    }

    /** Bytes from one record to the next. */
    static int stride(int word) {
        return (length(word) + HEADER + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** The header word of a record, for tests. */
    static int word(int length, boolean busy, boolean discarded) {
        return length | (busy ? BUSY : 0) | (discarded ? DISCARDED : 0);
    }
}
