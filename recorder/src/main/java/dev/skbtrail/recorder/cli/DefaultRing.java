package dev.skbtrail.recorder.cli;

/**
 * How large a ring is when the user does not say: as large as helps, unless there are so many CPUs
 * that all rings together would take more of the host than a tool should.
 */
final class DefaultRing {
    /**
     * Holds 120,000 events: a tenth of a second at the highest rate that the writer keeps up with.
     */
    private static final long MOST = 32L << 20;

    private static final long LEAST = 4L << 20;
    private static final long TOGETHER = 128L << 20;

    private DefaultRing() {}

    /** A power of two, bytes. */
    static ByteCount of(int cpus) {
        long share = Long.highestOneBit(TOGETHER / cpus);
        return new ByteCount(Math.max(LEAST, Math.min(MOST, share)));
    }
}
