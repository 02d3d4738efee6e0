package dev.skbtrail.recorder.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import dev.skbtrail.recorder.event.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random rows of every type, storage and presence, written by us and read by DuckDB. */
class TraceFileDifferentialTest {
    private static final String ALL =
            "SELECT * EXCLUDE (file_row_number) REPLACE (epoch_ns(ts) AS ts) FROM event ORDER BY"
                    + " file_row_number";

    @TempDir private Path directory;

    /** From values that hardly vary to values that never repeat, with windows of all sizes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12, 31, 32, 33, 50, 64})
    void readsBackWhatWasWritten(int bits) throws Exception {
        RandomEvents events = new RandomEvents(bits);
        Path file = directory.resolve("random.parquet");
        try (TraceFile trace =
                TraceFile.create(file, false, RandomEvents.SCHEMA, RandomEvents.SOURCES)) {
            for (int rows : new int[] {1, 0, 7, 8, 9, 300, 3000, 64, 5000}) {
                for (int presence : new int[] {4, 0, 8, 1, 7}) {
                    trace.write(events.next(rows, bits, presence));
                }
            }
            trace.finish(Map.of());
        }
        assertReads(events.written(), file);
    }

    @Test
    void readsBackWhatDoesNotFitIntoOneDictionary() throws Exception {
        RandomEvents events = new RandomEvents(99);
        Path file = directory.resolve("overflow.parquet");
        try (TraceFile trace =
                TraceFile.create(file, false, RandomEvents.SCHEMA, RandomEvents.SOURCES)) {
            for (int i = 0; i < 4; i++) {
                trace.write(events.next(1 << 16, 64, 7));
            }
            trace.finish(Map.of());
        }
        try (Duck duck = new Duck(file)) {
            assertTrue(
                    duck.number("SELECT count(DISTINCT row_group_id) FROM parquet_metadata('%s')")
                            > 1);
        }
        assertReads(events.written(), file);
    }

    @Test
    void readsBackATraceWithoutRows() throws Exception {
        Path file = directory.resolve("empty.parquet");
        try (TraceFile trace =
                TraceFile.create(file, false, RandomEvents.SCHEMA, RandomEvents.SOURCES)) {
            trace.finish(Map.of("skbtrail.schema", "1"));
        }
        assertReads(List.of(), file);
    }

    /** Longer than the texts in the column index: its bounds are truncated, the values are not. */
    @Test
    void keepsLongTexts() throws Exception {
        Path file = directory.resolve("long.parquet");
        List<ColumnSource> sources =
                RandomEvents.SOURCES.stream()
                        .map(
                                source ->
                                        source.column().equals("text_of_long")
                                                ? new ColumnSource(
                                                        "text_of_long",
                                                        Storage.LONG,
                                                        2,
                                                        0,
                                                        (h, v) -> "x".repeat(9000) + v)
                                                : source)
                        .toList();
        ColumnBatch batch = new RandomEvents(1).next(1000, 6, 4);
        try (TraceFile trace = TraceFile.create(file, false, RandomEvents.SCHEMA, sources)) {
            trace.write(batch);
            trace.finish(Map.of());
        }
        String wanted = "x".repeat(9000) + batch.longs[2][500];
        long count = new ColumnIndexReader(file).countEqual("text_of_long", wanted);
        assertTrue(count > 0);
        try (Duck duck = new Duck(file)) {
            assertEquals(
                    count,
                    duck.number(
                            "SELECT count(*) FROM event WHERE text_of_long = '" + wanted + "'"));
            assertEquals(
                    duck.rows("SELECT max(t) FROM (SELECT text_of_long || '' AS t FROM event)"),
                    duck.rows("SELECT max(text_of_long) FROM event"));
        }
    }

    private static void assertReads(List<List<Object>> expected, Path file) throws Exception {
        try (Duck duck = new Duck(file)) {
            List<List<Object>> found = duck.rows(ALL);
            assertEquals(expected.size(), found.size());
            for (int i = 0; i < expected.size(); i++) {
                assertEquals(expected.get(i), found.get(i), "row " + i);
            }
        }
        ColumnIndexReader indexed = new ColumnIndexReader(file);
        for (int c = 0; c < RandomEvents.SCHEMA.columns().size(); c++) {
            int column = c;
            assertEquals(
                    expected.stream().filter(row -> row.get(column) != null).count(),
                    indexed.countNotNull(RandomEvents.SCHEMA.columns().get(c).name()),
                    RandomEvents.SCHEMA.columns().get(c).name());
        }
    }
}
