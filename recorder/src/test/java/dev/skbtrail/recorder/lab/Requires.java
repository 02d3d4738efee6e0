package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a test requires from the machine. A test that cannot run says why and is skipped; with
 * {@code CI=true} it fails, because nobody reads about skips there.
 */
final class Requires {

    private Requires() {}

    static void root() {
        if (!"root".equals(System.getProperty("user.name"))) {
            missing("needs root (namespaces, probes): run mvn with sudo");
        }
    }

    /** The analyzer's jar, which is built before this module. */
    static void analyzer() {
        if (!Files.exists(Repository.file("analyzer/target/skbtrail.jar"))) {
            missing("needs the analyzer: run mvn in the top directory");
        }
    }

    /**
     * @param series as {@code lab/kernels} names it: 5.10, 6.1, 6.12, newest
     */
    static void labKernel(String series) {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path root =
                cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        if (!Files.exists(root.resolve("skbtrail/kernels").resolve(series).resolve("complete"))) {
            missing("needs the stock kernel " + series + ": run bpf/setup");
        }
    }

    private static void missing(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        System.err.println("skipped: " + reason);
        abort(reason);
    }
}
