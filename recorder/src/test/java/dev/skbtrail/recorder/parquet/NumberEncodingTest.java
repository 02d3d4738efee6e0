package dev.skbtrail.recorder.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import dev.skbtrail.recorder.event.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberEncodingTest {
    private static final int ROWS = 10_000;
    private static final List<String> COLUMNS =
            List.of("ts", "packet", "seq", "repeating", "growing", "noise");

    @TempDir private Path directory;

    @Test
    void suitsTheValues() throws Exception {
        List<TraceColumn> columns =
                COLUMNS.stream().map(name -> new TraceColumn(name, type(name), false)).toList();
        List<ColumnSource> sources =
                COLUMNS.stream()
                        .map(
                                name ->
                                        new ColumnSource(
                                                name,
                                                name.equals("seq") ? Storage.INT : Storage.LONG,
                                                name.equals("seq") ? 0 : COLUMNS.indexOf(name),
                                                0,
                                                null))
                        .toList();
        Path file = directory.resolve("numbers.parquet");
        ColumnBatch batch = batch();
        try (TraceFile trace =
                TraceFile.create(file, false, new TraceSchema(1, columns), sources)) {
            trace.write(batch);
            trace.write(batch);
            trace.finish(Map.of());
        }
        try (Duck duck = new Duck(file)) {
            assertEquals(
                    List.of(
                            List.of("growing", "RLE, DELTA_BINARY_PACKED"),
                            List.of("noise", "PLAIN, RLE"),
                            List.of("repeating", "PLAIN, RLE, RLE_DICTIONARY"),
                            List.of("ts", "RLE, DELTA_BINARY_PACKED")),
                    duck.rows(
                            "SELECT path_in_schema, encodings FROM parquet_metadata('%s') WHERE"
                                    + " path_in_schema NOT IN ('packet', 'seq') ORDER BY 1"));
            for (String column : List.of("repeating", "growing", "noise")) {
                long sum = 0;
                for (int row = 0; row < ROWS; row++) {
                    sum += 2 * (batch.longs[COLUMNS.indexOf(column)][row] >> 20);
                }
                assertEquals(sum, duck.number("SELECT sum(" + column + " >> 20) FROM event"));
            }
        }
    }

    private static ColumnType type(String name) {
        return name.equals("ts") ? ColumnType.TIMESTAMP : ColumnType.INT64;
    }

    private static ColumnBatch batch() {
        SplittableRandom random = new SplittableRandom(11);
        ColumnBatch batch = new ColumnBatch(ROWS, 1, COLUMNS.size(), 0);
        long growing = 0;
        for (int i = 0; i < ROWS; i++) {
            int row = batch.nextRow();
            growing += random.nextInt(1000);
            batch.longs[0][row] = growing;
            batch.longs[3][row] = random.nextInt(40) * 1_000_000_007L;
            batch.longs[4][row] = growing;
            batch.longs[5][row] =
                    i % 3 == 0 ? random.nextLong() : batch.longs[5][Math.max(0, row - 1)];
        }
        return batch;
    }
}
