package dev.skbtrail.analyzer.bundle;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The traces in {@code sample-traces}. */
final class Samples {
    private Samples() {}

    static Stream<Path> all() {
        try (Stream<Path> files = Files.list(SyntheticTrace.root().resolve("sample-traces"))) {
            return files
                    .filter(Files::isDirectory)
                    .sorted()
                    .map(directory -> directory.resolve("trace.parquet"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path named(String name) {
        return SyntheticTrace.root()
                .resolve("sample-traces")
                .resolve(name)
                .resolve("trace.parquet");
    }
}
