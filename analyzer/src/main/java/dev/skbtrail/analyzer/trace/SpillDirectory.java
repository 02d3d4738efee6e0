package dev.skbtrail.analyzer.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where DuckDB puts what does not fit into memory. Readable by the user alone, and gone at the end,
 * also after Ctrl-C.
 */
final class SpillDirectory implements AutoCloseable {
    /** Names the process, so that what a killed one left can be told from what is in use. */
    static final String PREFIX = "skbtrail-spill-" + ProcessHandle.current().pid() + "-";

    private final Path directory;

    private SpillDirectory(Path directory) {
        this.directory = directory;
    }

    static SpillDirectory create() {
        try {
            SpillDirectory spill = new SpillDirectory(Files.createTempDirectory(PREFIX));
            Runtime.getRuntime().addShutdownHook(new Thread(spill::close));
            return spill;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String path() {
        return directory.toString();
    }

    @Override
    public void close() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> inward = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : inward) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // DuckDB may be deleting the same files; what is left is the system's temporary
            // directory.
            return;
        }
    }
}
