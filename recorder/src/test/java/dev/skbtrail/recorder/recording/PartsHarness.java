package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import dev.skbtrail.recorder.event.EventColumns;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.event.NameTable;
import dev.skbtrail.recorder.event.TestRows;
import dev.skbtrail.recorder.event.TraceNames;
import dev.skbtrail.recorder.parquet.TraceFile;
import dev.skbtrail.recorder.parquet.TraceSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real files, with a clock and counters that the test sets. */
@Timeout(60)
abstract class PartsHarness {
    static final long SECOND = 1_000_000_000;

    /** 2026-12-01 06:14:54 UTC. */
    static final long START = 1_796_105_694L * SECOND;

    private static final List<ColumnSource> COLUMNS =
            EventColumns.of(
                    new TraceNames(
                            id -> "f",
                            id -> null,
                            id -> null,
                            at -> null,
                            id -> null,
                            inode -> null,
                            verdict -> null,
                            new String[0],
                            new NameTable()),
                    List.of());

    @TempDir Path directory;
    final StopSignal signal = new StopSignal();
    final FailureSlot failure = new FailureSlot(signal);
    long now = START;
    long packets;
    long forgotten;
    long events;
    private final SortedMap<LossOrigin, Long> lost = new TreeMap<>();

    final Parts parts(RotationRule rule) {
        return parts(rule, null);
    }

    final Parts parts(RotationRule rule, Flight flight) {
        return new Parts(
                directory.resolve("t.parquet"),
                rule,
                path -> TraceFile.create(path, false, TraceSchema.load(), COLUMNS),
                () -> now,
                flight,
                failure);
    }

    final void begin(Parts parts) {
        parts.begin(() -> Map.of("skbtrail.host", "here"), this::total);
    }

    private TraceCounters total() {
        return new TraceCounters(events, packets, forgotten, new TreeMap<>(lost));
    }

    final void event(Parts parts) {
        events++;
        packets++;
        ColumnBatch batch = EventDecoder.newBatch(1);
        TestRows.entry(batch, packets, now, 0);
        parts.accept(batch);
    }

    /** The kernel counts a loss, and somewhat later the drain thread tells of it in a row. */
    final void loss(int cpu, LossCause cause, long count) {
        lost.merge(new LossOrigin(cpu, cause), count, Long::sum);
    }

    final void lossRow(Parts parts, int cpu, LossCause cause, long count) {
        ColumnBatch batch = EventDecoder.newBatch(1);
        EventDecoder.appendLoss(batch, now, cpu, cause, count);
        parts.accept(batch);
    }

    /** Called when time has passed: all events before it have arrived. */
    void arrive() {}

    /** As when that much time passes, in which the previous part is finished. */
    final void pass(Parts parts, long nanos) {
        parts.awaitFinished();
        now += nanos;
        arrive();
        parts.rotateIfDue();
        parts.awaitFinished();
    }

    final void finish(Parts parts) throws InterruptedException {
        parts.flush();
        parts.finish(now, "duration", Map.of("skbtrail.host", "there"));
    }

    final List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** A value per file and row of the query, in which %s stands for all parts. */
    final List<String> rows(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                sql.replace("%s", directory.resolve("t*.parquet").toString()))) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    final List<String> footer(String key) throws SQLException {
        return rows(
                "SELECT decode(value) FROM parquet_kv_metadata('%s') WHERE decode(key) = 'skbtrail."
                        + key
                        + "' ORDER BY file_name");
    }
}
