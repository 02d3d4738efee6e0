package dev.skbtrail.recorder.load;

/**
 * What a recording takes in the kernel.
 *
 * @param ringBytes of each CPU's ring: a power of two, at least one page
 * @param trackedPackets packets that can be alive at one time
 * @param extras what events carry at a price
 */
public record KernelLimits(int ringBytes, int trackedPackets, EventExtras extras) {}
