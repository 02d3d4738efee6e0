package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.ring.RingReader;
import java.util.List;
import java.util.function.Consumer;

/**
 * Everything between the rings and the file: a drain thread, a writer thread, and the batches that
 * circulate between the two.
 */
final class Pipeline {
    /** Number of rows that are grouped by packet together: a large number makes a trace small. */
    static final int BATCH_ROWS = 1 << 16;

    /** One being filled, one being written, two spare for when the writer is slow. */
    private static final int BATCHES = 4;

    private final DrainThread drain;
    private final WriterThread writer;
    private long drainTurns;
    private long writerTurns;
    private long pulse;

    /**
     * @param sink takes the batches on their way to the file
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

    /** How often both threads were seen to have gone on since the time before. By one thread. */
    long pulse() {
        if (drain.turns() != drainTurns && writer.turns() != writerTurns) {
            drainTurns = drain.turns();
            writerTurns = writer.turns();
            pulse++;
        }
        return pulse;
    }

    /** Size of the file so far. */
    long bytes() {
        return writer.bytes();
    }

    /**
     * Drains the rings and writes their contents. Afterwards neither thread is running, whatever
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
