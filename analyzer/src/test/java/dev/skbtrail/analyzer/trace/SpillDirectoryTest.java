package dev.skbtrail.analyzer.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("finds the directories of the whole process")
class SpillDirectoryTest {
    @TempDir private Path directory;

    @Test
    void spillsWhatDoesNotFitIntoMemoryAndCleansUp() throws IOException {
        Path trace = SyntheticTrace.write(directory, "router");
        try (TraceDatabase database =
                TraceDatabase.open(List.of(new TraceFile(trace)), new Limits("60MB", 1))) {
            database.query(
                    "SELECT i, hash(i) AS h FROM range(5000000) AS t (i) ORDER BY h",
                    rows -> {
                        assertTrue(rows.next());
                        assertTrue(spilled().size() > 1, "DuckDB uses the directory");
                        return true;
                    });
        }
        assertEquals(List.of(), spillDirectories());
    }

    /** A killed process leaves its directory behind, with an unlocked file in it. */
    @Test
    void removesWhatAKilledProcessLeft() throws IOException {
        Path left = spillOf("abandoned");
        Files.writeString(left.resolve("lock"), "1");
        Files.writeString(left.resolve("duckdb_temp_block-1.block"), "much");
        Path used = spillOf("used");
        Path lock = Files.writeString(used.resolve("lock"), "1");
        Path begun = spillOf("begun");
        Files.createFile(begun.resolve("lock"));
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            file.lock();
            SpillDirectory.create().close();
        }
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(used), "its process lives");
        assertTrue(Files.exists(begun), "its process has not locked it yet");
        SpillDirectory.create().close();
        assertFalse(Files.exists(used), "its process is gone");
        Files.delete(begun.resolve("lock"));
        Files.delete(begun);
    }

    private static Path spillOf(String process) throws IOException {
        return Files.createTempDirectory("skbtrail-spill-" + process + "-");
    }

    private static List<Path> spilled() {
        return spillDirectories().stream().flatMap(dir -> list(dir).stream()).toList();
    }

    private static List<Path> spillDirectories() {
        return list(Path.of(System.getProperty("java.io.tmpdir"))).stream()
                .filter(path -> path.getFileName().toString().startsWith(SpillDirectory.PREFIX))
                .toList();
    }

    private static List<Path> list(Path path) {
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
