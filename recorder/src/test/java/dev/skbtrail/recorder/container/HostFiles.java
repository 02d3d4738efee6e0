package dev.skbtrail.recorder.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that looks to {@link Containers} like the root of a host. */
final class HostFiles {
    private final Path root;

    HostFiles(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("proc/self"));
        Files.createDirectories(root.resolve("namespaces"));
    }

    Containers containers() {
        return new Containers(root);
    }

    /**
     * Starts a process.
     *
     * @param namespace any name; the same one is the same network namespace
     * @param cgroups what cgroups(7) says about it
     */
    void process(int number, String namespace, String cgroups) throws IOException {
        Path file = root.resolve("namespaces").resolve(namespace);
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        Path process = root.resolve("proc/" + number);
        Files.createDirectories(process.resolve("ns"));
        Files.createLink(process.resolve("ns/net"), file);
        Files.writeString(process.resolve("cgroup"), cgroups);
    }

    void end(int number) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("proc/" + number))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The inode of a network namespace. */
    long inode(String namespace) throws IOException {
        Path file = root.resolve("namespaces").resolve(namespace);
        return ((Number) Files.getAttribute(file, "unix:ino")).longValue();
    }

    void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }
}
