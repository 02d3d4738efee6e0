package dev.skbtrail.analyzer.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                        assertFalse(spilled().isEmpty(), "DuckDB uses the directory");
                        return true;
                    });
        }
        assertEquals(List.of(), spillDirectories());
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
