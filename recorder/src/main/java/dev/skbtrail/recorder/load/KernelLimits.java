package dev.skbtrail.recorder.load;

/**
 * What a recording takes in the kernel.
 *
 * @param ringBytes of each CPU's ring: a power of two, at least one page
 * @param trackedPackets packets that can be alive at one time
 * @param extras what events carry at a price
 */
public record KernelLimits(int ringBytes, int trackedPackets, EventExtras extras) {
    /**
     * Holds 120,000 events: a tenth of a second at the highest rate that the writer keeps up with.
     */
    private static final long LARGEST_RING = 32L << 20;

    private static final long SMALLEST_RING = 4L << 20;
    private static final long ALL_RINGS = 128L << 20;

    /**
     * How large a ring is when the user does not say: as large as helps, unless there are so many
     * CPUs that all rings together would take more of the host than a tool should.
     *
     * @return bytes, a power of two
     */
    public static long defaultRingBytes(int cpus) {
        long share = Long.highestOneBit(ALL_RINGS / cpus);
        return Math.max(SMALLEST_RING, Math.min(LARGEST_RING, share));
    }
}
