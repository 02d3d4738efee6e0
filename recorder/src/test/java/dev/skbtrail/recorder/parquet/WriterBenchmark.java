package dev.skbtrail.recorder.parquet;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.skbtrail.recorder.event.ColumnBatch;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * How many events one thread turns into a trace, and how many bytes each takes. The difference from
 * DuckDB's own writer, given the same rows in the same order on one thread, is the gain of our
 * encoders.
 *
 * <p>CPU time is that of the writing thread only; creating the synthetic events is not included.
 */
final class WriterBenchmark {
    private static final int ROWS = 1 << 16;
    private static final int WARM_UP = 24;

    /** {@code sizeof(struct event)} in {@code bpf/events.h}. */
    private static final int STRUCT_BYTES = 272;

    private WriterBenchmark() {}

    /**
     * @param args number of flows, number of events in millions
     */
    public static void main(String[] args) throws Exception {
        int flows = Integer.parseInt(args[0]);
        int batches = Math.max(1, Integer.parseInt(args[1]) * 1_000_000 / ROWS);
        Path directory = Files.createTempDirectory("skbtrail-bench");
        Path file = directory.resolve("trace.parquet");
        Path copy = directory.resolve("copy.parquet");
        try {
            // The first file warms the code up.
            write(file, new Traffic(1, flows), WARM_UP);
            Files.delete(file);
            Traffic traffic = new Traffic(1, flows);
            Cost cost = write(file, traffic, batches);
            long events = (long) batches * ROWS;
            System.out.printf(
                    "%,d events of %,d flows, %d columns with a source, one thread%n",
                    events, flows, traffic.sources().size());
            print("skbtrail", events, cost.cpuNanos(), Files.size(file));
            print("DuckDB COPY", events, copy(file, copy), Files.size(copy));
            System.out.printf(
                    "struct event in the ring: %d bytes/event; allocated while writing: %.1f%n",
                    STRUCT_BYTES, (double) cost.allocatedBytes() / events);
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private record Cost(long cpuNanos, long allocatedBytes) {}

    private static Cost write(Path file, Traffic traffic, int batches) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ColumnBatch batch = traffic.batch(ROWS);
        long cpu = 0;
        long allocated = 0;
        try (TraceFile trace =
                TraceFile.create(file, false, TraceSchema.load(), traffic.sources())) {
            for (int i = 0; i < batches; i++) {
                traffic.fill(batch);
                long allocatedBefore = thread.getCurrentThreadAllocatedBytes();
                long cpuBefore = thread.getCurrentThreadCpuTime();
                trace.write(batch);
                cpu += thread.getCurrentThreadCpuTime() - cpuBefore;
                allocated += thread.getCurrentThreadAllocatedBytes() - allocatedBefore;
            }
            long cpuBefore = thread.getCurrentThreadCpuTime();
            trace.finish(Map.of());
            cpu += thread.getCurrentThreadCpuTime() - cpuBefore;
        }
        return new Cost(cpu, allocated);
    }

    /** Nanoseconds of the same process on one thread, without waiting for the disk. */
    private static long copy(Path file, Path target) throws SQLException {
        OperatingSystemMXBean process =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("CREATE TABLE event AS FROM '" + file + "'");
            long before = process.getProcessCpuTime();
            statement.execute(
                    "COPY event TO '"
                            + target
                            + "' (FORMAT parquet, CODEC zstd, COMPRESSION_LEVEL 1)");
            return process.getProcessCpuTime() - before;
        }
    }

    private static void print(String writer, long events, long nanos, long bytes) {
        System.out.printf(
                "%-12s %5.2f M events per CPU second, %5.2f bytes/event%n",
                writer, events * 1e3 / nanos, (double) bytes / events);
    }
}
