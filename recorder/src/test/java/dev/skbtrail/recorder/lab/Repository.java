package dev.skbtrail.recorder.lab;

import java.nio.file.Files;
import java.nio.file.Path;

/** Paths in the checkout, independent of the directory in which the tests were started. */
public final class Repository {

    private static final Path ROOT = root(Path.of("").toAbsolutePath());

    private Repository() {}

    /** A file or directory of the checkout. */
    public static Path file(String path) {
        return ROOT.resolve(path);
    }

    private static Path root(Path start) {
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("bpf/events.h"))) {
                return at;
            }
        }
        throw new IllegalStateException(start + " is not inside the repository");
    }
}
