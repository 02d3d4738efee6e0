package dev.skbtrail.recorder.kernel;

/**
 * A network interface.
 *
 * @param namespace where it is
 * @param index number within that namespace
 * @param name as {@code ip link} shows it
 */
public record NetworkInterface(NetworkNamespace namespace, int index, String name) {}
