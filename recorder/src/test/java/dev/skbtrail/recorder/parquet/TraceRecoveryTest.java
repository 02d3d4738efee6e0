package dev.skbtrail.recorder.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The directories here have the contents that a process leaves when it dies at any moment. */
class TraceRecoveryTest {
    private static final int ROWS = 30;

    /** Sources with texts so long that a row group ends with each batch. */
    private static final List<ColumnSource> LONG =
            RandomEvents.SOURCES.stream().map(TraceRecoveryTest::lengthen).toList();

    @TempDir private Path directory;
    private final RandomEvents events = new RandomEvents(11);
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("trace.parquet");
    }

    private TraceFile create() {
        return create(RandomEvents.SOURCES);
    }

    private TraceFile create(List<ColumnSource> sources) {
        return TraceFile.create(file, false, RandomEvents.SCHEMA, sources);
    }

    private static ColumnSource lengthen(ColumnSource source) {
        return source.column().equals("text_of_long")
                ? new ColumnSource(
                        source.column(),
                        source.storage(),
                        source.index(),
                        source.present(),
                        (high, low) -> "x".repeat(40_000) + low)
                : source;
    }

    private ColumnBatch rows() {
        ColumnBatch batch = events.next(ROWS, 64, 6);
        for (int row = 0; row < ROWS; row++) {
            batch.longs[2][row] = row;
        }
        return batch;
    }

    /** What a process would leave if it were killed now, under another name. */
    private Path killed(String name) throws IOException {
        Path copy = directory.resolve(name + ".partial");
        Files.createDirectory(copy);
        for (String part : List.of("trace", "journal", "checkpoint-0", "checkpoint-1", "reserve")) {
            Path from = TraceRecovery.partialOf(file).resolve(part);
            if (Files.exists(from)) {
                Files.copy(from, copy.resolve(part));
            }
        }
        return copy;
    }

    private static long recover(Path partial) {
        return TraceRecovery.recover(partial, TraceRecovery.targetOf(partial), false, "killed");
    }

    @Test
    void recoversWhatWasWrittenAndWhatWasPending() throws Exception {
        try (TraceFile trace = create()) {
            trace.write(rows());
            trace.checkpoint(rows(), Map.of("skbtrail.host", "here"));
            trace.write(rows());
            Path partial = killed("dead");
            assertEquals(2 * ROWS, recover(partial));
            assertFalse(Files.exists(partial));
            try (Duck duck = new Duck(directory.resolve("dead"))) {
                assertEquals(2 * ROWS, duck.number("SELECT count(*) FROM event"));
                assertEquals(
                        List.of(List.of("cut short", "killed", "here")),
                        duck.rows(
                                "SELECT m['skbtrail.stop_reason'], m['skbtrail.cut_short'],"
                                        + " m['skbtrail.host'] FROM (SELECT map(list(decode(key)),"
                                        + " list(decode(value))) AS m FROM parquet_kv_metadata('%s'))"));
            }
        }
    }

    /** Checkpoints leave no mark in a trace that ends normally. */
    @Test
    void changesNothingInTheTrace() throws Exception {
        List<byte[]> files = new ArrayList<>();
        for (boolean checkpoints : new boolean[] {false, true}) {
            RandomEvents same = new RandomEvents(4);
            try (TraceFile trace = create()) {
                for (int i = 0; i < 20; i++) {
                    ColumnBatch batch = same.next(ROWS, 12, 6);
                    if (checkpoints) {
                        trace.checkpoint(batch, Map.of());
                    }
                    trace.write(batch);
                }
                trace.finish(Map.of());
            }
            files.add(Files.readAllBytes(file));
            Files.delete(file);
        }
        assertArrayEquals(files.get(0), files.get(1));
    }

    /** The file, the journal or the last checkpoint is cut anywhere, or has zeros from there on. */
    @Test
    void recoversTheOlderCheckpointWhereTheNewerIsTorn() throws Exception {
        Set<Long> seen = new HashSet<>();
        try (TraceFile trace = create(LONG)) {
            fill(trace);
            Random random = new Random(5);
            for (int cut = 0; cut < 200; cut++) {
                Path partial = killed("cut" + cut);
                String torn = List.of("trace", "journal", "checkpoint-0").get(cut % 3);
                tear(partial.resolve(torn), random, cut % 2 == 0);
                seen.add(recovered(partial, cut % 10 == 0));
            }
        }
        assertEquals(Set.of(0L, 1L * ROWS, 3L * ROWS, 5L * ROWS), seen);
    }

    /** Writes two row groups before each of two checkpoints, and one after them. */
    private void fill(TraceFile trace) {
        for (int checkpoint = 0; checkpoint < 2; checkpoint++) {
            trace.write(rows());
            trace.write(rows());
            while (!trace.checkpoint(rows(), Map.of())) {
                Thread.onSpinWait();
            }
        }
        trace.write(rows());
    }

    private static void tear(Path file, Random random, boolean zeros) throws IOException {
        try (RandomAccessFile torn = new RandomAccessFile(file.toFile(), "rw")) {
            long length = torn.length();
            torn.setLength(length == 0 ? 0 : random.nextLong(length));
            if (zeros) {
                torn.setLength(length);
            }
        }
    }

    private static long recovered(Path partial, boolean read) throws SQLException {
        try {
            long rows = recover(partial);
            if (read) {
                try (Duck duck = new Duck(TraceRecovery.targetOf(partial))) {
                    assertEquals(rows, duck.number("SELECT count(hash(event)) FROM event"));
                }
            }
            return rows;
        } catch (UserException e) {
            return 0;
        }
    }

    @Test
    void keepsAsMuchWhenItFailsItself() throws Exception {
        try (TraceFile trace = create()) {
            trace.checkpoint(rows(), Map.of());
            Path partial = killed("dead");
            Files.writeString(directory.resolve("dead"), "precious");
            assertThrows(UserException.class, () -> recover(partial));
            Files.delete(directory.resolve("dead"));
            assertEquals(ROWS, recover(partial));
        }
    }

    @Test
    void leavesARecordingAloneThatGoesOn() throws Exception {
        try (TraceFile trace = create()) {
            trace.checkpoint(rows(), Map.of());
            String use =
                    TraceRecovery.partialOf(file)
                            + " is in use: another skbtrail-record is running; choose another name";
            Path partial = TraceRecovery.partialOf(file);
            assertEquals(use, refusal(() -> recover(partial)));
            assertEquals(use, refusal(this::create));
            trace.finish(Map.of());
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void isNotReplacedByTheNextRecording() throws Exception {
        try (TraceFile trace = create()) {
            trace.checkpoint(rows(), Map.of());
        }
        Path partial = TraceRecovery.partialOf(file);
        assertEquals(
                partial
                        + " is left of a recording that was cut short: make a trace of it with"
                        + " 'skbtrail-record recover "
                        + partial
                        + "', or remove it",
                refusal(() -> TraceFile.requireWritable(file, true)));
        assertEquals(ROWS, recover(partial));
    }

    private static String refusal(Executable refused) {
        return assertThrows(UserException.class, refused).getMessage();
    }
}
