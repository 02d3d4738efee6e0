package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.parquet.TraceFile;
import dev.skbtrail.recorder.parquet.TraceSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs the code of the two threads on made-up events before the probes are attached. Interpreted
 * code is 20 times slower: without the warm-up the first second of a busy recording would be lost.
 */
final class WarmUp {
    private static final int ROUNDS = 120;
    private static final int ROWS = 500;

    /**
     * A machine that needs longer, such as an emulated one, completes the warm-up while it records.
     */
    private static final Duration AT_MOST = Duration.ofMillis(1_500);

    private static final int EVENTS_OF_PACKET = 20;

    private WarmUp() {}

    static void run(EventDecoder decoder, TraceSchema schema, List<ColumnSource> columns) {
        try {
            Path directory = Files.createTempDirectory("skbtrail");
            try (TraceFile file =
                    TraceFile.create(directory.resolve("warm-up"), false, schema, columns)) {
                ColumnBatch batch = EventDecoder.newBatch(ROWS);
                ByteBuffer event =
                        ByteBuffer.allocateDirect(EventDecoder.RECORD)
                                .order(ByteOrder.nativeOrder());
                long end = System.nanoTime() + AT_MOST.toNanos();
                for (int round = 0; round < ROUNDS && System.nanoTime() - end < 0; round++) {
                    fill(batch, event, decoder);
                    file.write(batch);
                    batch.clear();
                }
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UserException(
                    "no room for temporary files ("
                            + e.getMessage()
                            + "): make some in the directory for temporary files",
                    e);
        }
    }

    private static void fill(ColumnBatch batch, ByteBuffer event, EventDecoder decoder) {
        for (int i = 0; i < ROWS; i++) {
            event.putLong(EventDecoder.PACKET, i / EVENTS_OF_PACKET);
            decoder.decode(event, 0, batch);
        }
    }
}
