package dev.skbtrail.recorder.load;

/**
 * The kernel resources of a recording.
 *
 * @param ringBytes size of each CPU's ring: a power of two, at least one page
 * @param trackedPackets how many packets can be alive at the same time
 * @param extras optional contents of events
 */
public record KernelLimits(int ringBytes, int trackedPackets, EventExtras extras) {
    /**
     * Holds 120,000 events: a tenth of a second at the highest rate that the writer keeps up with.
     */
    private static final long LARGEST_RING = 32L << 20;

    private static final long SMALLEST_RING = 4L << 20;
    private static final long ALL_RINGS = 128L << 20;

    /**
     * The default size of a ring: as large as is useful, unless there are so many CPUs that all
     * rings together would take more of the host's memory than a tool should.
     *
     * @return bytes, a power of two
     */
    public static long defaultRingBytes(int cpus) {
        long share = Long.highestOneBit(ALL_RINGS / cpus);
        return Math.max(SMALLEST_RING, Math.min(LARGEST_RING, share));
    }
}
