package dev.skbtrail.recorder.filter;

/**
 * A network namespace to record in.
 *
 * @param inode of the namespace, as {@code readlink /proc/self/ns/net} shows it; unsigned 32 bits
 * @param text as the user named it
 */
public record NamespaceMatch(long inode, String text) {}
