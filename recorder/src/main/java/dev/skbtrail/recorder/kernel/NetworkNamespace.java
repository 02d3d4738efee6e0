package dev.skbtrail.recorder.kernel;

import java.nio.file.Path;

/**
 * A network namespace.
 *
 * @param inode its number, as {@code readlink /proc/self/ns/net} shows it
 * @param name in /run/netns; null when it has none there
 * @param path a file that stands for it, for setns(2)
 * @param process a process in it; 0 when there is none
 */
public record NetworkNamespace(long inode, String name, Path path, long process) {}
