package dev.skbtrail.recorder.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.recorder.recording.FinishedParts.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedPartsTest {
    @TempDir private Path directory;

    private Path add(FinishedParts parts, String name) throws IOException {
        Path file = Files.writeString(directory.resolve(name), name);
        parts.add(new Finished(OwnFile.of(file), 0, 1, 1), Long.MIN_VALUE);
        return file;
    }

    private static FinishedParts keeping(int keep) {
        return new FinishedParts(new RotationRule(0, Duration.ofSeconds(1), keep));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void keepsTheNewest() throws IOException {
        FinishedParts parts = keeping(2);
        Files.writeString(directory.resolve("t.0"), "of an earlier recording");
        for (int i = 1; i <= 3; i++) {
            add(parts, "t." + i);
        }
        Path last = add(parts, "t.4");
        assertEquals(List.of("t.0", "t.3", "t.4"), names());
        assertEquals(
                new WrittenParts(false, 4, 2, directory.resolve("t.3"), last), parts.summary());
    }

    @Test
    void keepsAll() throws IOException {
        FinishedParts parts = keeping(0);
        Path first = add(parts, "t.1");
        add(parts, "t.2");
        Path last = add(parts, "t.3");
        assertEquals(List.of("t.1", "t.2", "t.3"), names());
        assertEquals(new WrittenParts(false, 3, 3, first, last), parts.summary());
    }

    /** The user may move a trace away, and put something else in its place. */
    @Test
    void deletesNothingElse() throws IOException {
        FinishedParts parts = keeping(1);
        Path first = add(parts, "t.1");
        Files.move(first, directory.resolve("precious"));
        add(parts, "t.2");
        Path second = directory.resolve("t.2");
        Files.move(second, directory.resolve("moved"));
        Files.writeString(second, "something else");
        add(parts, "t.3");
        assertEquals(List.of("moved", "precious", "t.2", "t.3"), names());
    }
}
