package dev.skbtrail.recorder.probe;

/**
 * Memory that a recording takes in the kernel.
 *
 * @param ringBytes of each CPU's ring: a power of two, at least one page
 * @param trackedPackets packets that can be alive at one time
 */
public record KernelLimits(int ringBytes, int trackedPackets) {}
