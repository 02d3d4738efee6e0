package dev.skbtrail.recorder.parquet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.skbtrail.recorder.event.ColumnBatch;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileAllocationTest {
    private static final int ROWS = 1 << 16;

    /** Size of one object per event, in addition to 7 bytes for page headers and the like. */
    private static final int SMALLEST_OBJECT = 16;

    @TempDir private Path directory;

    @Test
    void allocatesNothingForEachEvent() {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Traffic traffic = new Traffic(7, 200);
        ColumnBatch batch = traffic.batch(ROWS);
        try (TraceFile trace =
                TraceFile.create(
                        directory.resolve("trace.parquet"),
                        false,
                        TraceSchema.load(),
                        traffic.sources())) {
            // The first row groups, of drops and of other events, grow the buffers to their size.
            long allocated = 0;
            for (int i = 0; i < 32; i++) {
                traffic.fill(batch);
                long before = thread.getCurrentThreadAllocatedBytes();
                trace.write(batch);
                allocated += i < 24 ? 0 : thread.getCurrentThreadAllocatedBytes() - before;
            }
            double bytes = allocated / (8.0 * ROWS);
            assertTrue(bytes < SMALLEST_OBJECT, bytes + " bytes for each event");
        }
    }
}
