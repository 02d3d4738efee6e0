package dev.skbtrail.recorder.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import dev.skbtrail.recorder.event.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contents of the directory before, during and after writing a trace. */
class TraceFileOnDiskTest {
    @TempDir private Path directory;
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("trace.parquet");
    }

    private TraceFile create(boolean overwrite) {
        return TraceFile.create(file, overwrite, RandomEvents.SCHEMA, RandomEvents.SOURCES);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static ColumnBatch rows() {
        return new RandomEvents(3).next(500, 12, 6);
    }

    @Test
    void givesTheNameOnlyToACompleteFileThatOnlyTheOwnerReads() throws Exception {
        try (TraceFile trace = create(false)) {
            trace.write(rows());
            assertEquals(List.of("trace.parquet.partial"), names());
            Path partial = directory.resolve("trace.parquet.partial");
            assertOwnerOnly(partial, "rwx------");
            trace.checkpoint(rows(), Map.of());
            for (String name : List.of("trace", "journal", "checkpoint-1", "reserve")) {
                assertOwnerOnly(partial.resolve(name), "rw-------");
            }
            trace.finish(Map.of());
        }
        assertEquals(List.of("trace.parquet"), names());
        assertOwnerOnly(file, "rw-------");
        try (Duck duck = new Duck(file)) {
            assertEquals(500, duck.number("SELECT count(*) FROM event"));
        }
    }

    private static void assertOwnerOnly(Path path, String permissions) throws IOException {
        assertEquals(
                permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    void leavesNothingWithoutFinish() throws Exception {
        try (TraceFile trace = create(false)) {
            trace.write(rows());
        }
        assertEquals(List.of(), names());
    }

    @Test
    void leavesNothingWhenTheFirstBatchIsBroken() throws Exception {
        ColumnBatch tooFewColumns = new ColumnBatch(1, 1, 3, 1);
        tooFewColumns.nextRow();
        try (TraceFile trace = create(false)) {
            assertThrows(RuntimeException.class, () -> trace.write(tooFewColumns));
        }
        assertEquals(List.of(), names());
    }

    @Test
    void refusesAnExistingFileAtOnce() throws Exception {
        Files.writeString(file, "precious");
        UserException refused = assertThrows(UserException.class, () -> create(false));
        assertEquals(file + " exists: choose another name, or add --force", refused.getMessage());
        assertEquals("precious", Files.readString(file));
        assertEquals(List.of("trace.parquet"), names());
    }

    @Test
    void refusesAFileThatAppearedMeanwhile() throws Exception {
        try (TraceFile trace = create(false)) {
            trace.write(rows());
            Files.writeString(file, "precious");
            assertThrows(UserException.class, () -> trace.finish(Map.of()));
        }
        assertEquals("precious", Files.readString(file));
        Path other = directory.resolve("other.parquet");
        TraceRecovery.recover(TraceRecovery.partialOf(file), other, false, "taken");
        try (Duck duck = new Duck(other)) {
            assertEquals(500, duck.number("SELECT count(*) FROM event"));
        }
        assertEquals(2, names().size());
    }

    @Test
    void replacesAnExistingFileOnlyAtTheEnd() throws Exception {
        Files.writeString(file, "PAR1 old");
        try (TraceFile trace = create(true)) {
            trace.write(rows());
            assertEquals("PAR1 old", Files.readString(file));
            trace.finish(Map.of());
        }
        assertEquals(List.of("trace.parquet"), names());
        assertTrue(
                Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .endsWith("PAR1"));
    }

    @Test
    void refusesToReplaceWhatIsNoRegularFile() throws Exception {
        Files.createDirectory(file);
        String message = assertThrows(UserException.class, () -> create(true)).getMessage();
        assertEquals(file + " is not a regular file: choose another name", message);
    }

    @Test
    void namesAMissingDirectory() {
        file = directory.resolve("missing/trace.parquet");
        String message = assertThrows(UserException.class, () -> create(false)).getMessage();
        assertEquals(
                "cannot write " + file + ": there is no directory " + file.getParent(), message);
    }

    @Test
    void namesADirectoryThatIsNone() throws Exception {
        Path plain = Files.createFile(directory.resolve("plain"));
        file = plain.resolve("trace.parquet");
        String message = assertThrows(UserException.class, () -> create(false)).getMessage();
        assertTrue(message.startsWith("cannot write " + file + ": Not a directory"), message);
    }

    @Test
    void survivesAnInterruptOfItsThread() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread writer =
                new Thread(
                        () -> {
                            try (TraceFile trace = create(false)) {
                                Thread.currentThread().interrupt();
                                trace.write(rows());
                                trace.finish(Map.of());
                            } catch (RuntimeException e) {
                                failure.set(e);
                            }
                        });
        writer.start();
        writer.join();
        assertEquals(null, failure.get());
        assertEquals(List.of("trace.parquet"), names());
    }

    @Test
    void refusesSourcesThatDoNotFitTheSchema() throws Exception {
        ColumnSource unknown = new ColumnSource("nowhere", Storage.INT, 0, 0, null);
        ColumnSource wide = new ColumnSource("int32", Storage.LONG, 0, 0, null);
        for (ColumnSource source : List.of(unknown, wide)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> TraceFile.create(file, false, RandomEvents.SCHEMA, List.of(source)));
        }
        assertEquals(List.of(), names());
    }

    @Test
    void refusesARowThatLacksARequiredValue() throws Exception {
        TraceSchema schema =
                new TraceSchema(
                        1,
                        List.of(
                                new TraceColumn("ts", ColumnType.TIMESTAMP, false),
                                new TraceColumn("packet", ColumnType.INT64, false),
                                new TraceColumn("seq", ColumnType.INT64, true)));
        ColumnBatch batch = rows();
        try (TraceFile trace =
                TraceFile.create(file, false, schema, RandomEvents.SOURCES.subList(0, 3))) {
            assertThrows(IllegalStateException.class, () -> trace.write(batch));
        }
        assertEquals(List.of(), names());
    }
}
