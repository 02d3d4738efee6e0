package dev.skbtrail.recorder.parquet;

import com.sun.management.ThreadMXBean;
import dev.skbtrail.recorder.event.ColumnBatch;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;

/**
 * How many events one thread turns into a trace, and how many bytes each takes. The gap to DuckDB's
 * own writer, given the same rows in the same order on one thread, is what our encoders bring.
 *
 * <p>CPU time is that of the writing thread alone; making the synthetic events is not counted.
 */
final class WriterBenchmark {
    private static final int ROWS = 1 << 16;
    private static final int STRUCT_BYTES = 264;

    private WriterBenchmark() {}

    public static void main(String[] args) throws Exception {
        int batches = args.length > 0 ? Integer.parseInt(args[0]) : 64;
        Path directory = Files.createTempDirectory("skbtrail-bench");
        Path file = directory.resolve("trace.parquet");
        try {
            write(file, 24, false);
            Files.delete(file);
            write(file, batches, true);
            copy(file, directory.resolve("copy.parquet"), (long) batches * ROWS);
        } finally {
            Files.deleteIfExists(directory.resolve("copy.parquet"));
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private static void write(Path file, int batches, boolean print) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Traffic traffic = new Traffic(1);
        ColumnBatch batch = traffic.batch(ROWS);
        long cpu = 0;
        long allocated = 0;
        try (TraceFile trace =
                TraceFile.create(file, false, TraceSchema.load(), traffic.sources())) {
            for (int i = 0; i < batches; i++) {
                traffic.fill(batch);
                long bytesBefore = threads.getCurrentThreadAllocatedBytes();
                long before = threads.getCurrentThreadCpuTime();
                trace.write(batch);
                cpu += threads.getCurrentThreadCpuTime() - before;
                allocated += threads.getCurrentThreadAllocatedBytes() - bytesBefore;
            }
            long before = threads.getCurrentThreadCpuTime();
            trace.finish(Map.of());
            cpu += threads.getCurrentThreadCpuTime() - before;
        }
        if (print) {
            long events = (long) batches * ROWS;
            double bytes = (double) Files.size(file) / events;
            System.out.printf(
                    "%,d events, %d columns with a source%n", events, traffic.sources().size());
            line("skbtrail", events, cpu, bytes);
            System.out.printf(
                    "%-10s %5.1f bytes allocated per event%n", "", (double) allocated / events);
            System.out.printf(
                    "%-10s %5.2f bytes/event in the ring%n", "struct", (double) STRUCT_BYTES);
        }
    }

    private static void copy(Path file, Path target, long events) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("CREATE TABLE event AS FROM '" + file + "'");
            long before = System.nanoTime();
            statement.execute(
                    "COPY event TO '"
                            + target
                            + "' (FORMAT parquet, CODEC zstd, COMPRESSION_LEVEL 1)");
            line(
                    "DuckDB",
                    events,
                    System.nanoTime() - before,
                    (double) Files.size(target) / events);
        }
    }

    private static void line(String writer, long events, long nanos, double bytes) {
        System.out.printf(
                "%-10s %5.2f M events per CPU second, %5.2f bytes/event%n",
                writer, events * 1e3 / nanos, bytes);
    }
}
