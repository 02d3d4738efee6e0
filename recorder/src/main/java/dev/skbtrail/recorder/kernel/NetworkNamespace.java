package dev.skbtrail.recorder.kernel;

import java.nio.file.Path;

/**
 * A network namespace.
 *
 * @param inode its number, as shown by {@code readlink /proc/self/ns/net}
 * @param name in /run/netns, or of the container or pod in it; null when it has none
 * @param path a file that refers to it, for setns(2)
 * @param process a process in it; 0 when there is none
 */
public record NetworkNamespace(long inode, String name, Path path, long process) {}
