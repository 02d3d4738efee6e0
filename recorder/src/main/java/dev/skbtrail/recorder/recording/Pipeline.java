package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.ring.RingReader;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is between the rings and the file: one thread that drains, one that writes, and the batches
 * that go round between the two.
 */
final class Pipeline {
    /** Rows that are grouped by packet together: what makes a trace small. */
    static final int BATCH_ROWS = 1 << 16;

    /** One being filled, one being written, two for the writer's bad moments. */
    private static final int BATCHES = 4;

    private final DrainThread drain;
    private final WriterThread writer;

    /**
     * @param sink what takes the batches on their way to the file
     * @param storage the file
     */
    Pipeline(
            List<RingReader> rings,
            DrainThread.Decoder decoder,
            LossLedger losses,
            Consumer<ColumnBatch> sink,
            Storage storage,
            FailureSlot failure) {
        BatchExchange exchange = new BatchExchange(BATCHES, BATCH_ROWS, EventDecoder::newBatch);
        drain = new DrainThread(rings, decoder, exchange, losses, failure);
        writer = new WriterThread(exchange, sink, storage, failure);
    }

    void start() {
        writer.start();
        drain.start();
    }

    /** Events taken from the rings so far. */
    long events() {
        return drain.events();
    }

    /** Size of the file so far. */
    long bytes() {
        return writer.bytes();
    }

    /**
     * Empties the rings and writes what was in them. Afterwards neither thread runs, whatever
     * happened: the rings may be unmapped.
     */
    void finish() {
        try {
            drain.finish();
        } finally {
            writer.finish();
        }
    }
}
