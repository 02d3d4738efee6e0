package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.ColumnBatch;
import java.util.function.Consumer;

/**
 * Writes batches as they arrive, until the end is signalled or the recording fails. Every few
 * seconds, and every few megabytes, it makes a checkpoint, so that the data before it survives the
 * process.
 */
final class WriterThread extends Worker {
    /** Signals that no other batch follows. */
    static final ColumnBatch END = new ColumnBatch(0, 0, 0, 0);

    private final BatchExchange exchange;

    /** Less than the promised five seconds, to allow for a busy machine. */
    private static final long INTERVAL_NANOS = 2_500_000_000L;

    /** Time to the next attempt when the file's disk is busy. */
    private static final long RETRY_NANOS = 100_000_000;

    /** Time between two looks at whether something is due. */
    private static final long LOOK_NANOS = 100_000_000;

    private static final long INTERVAL_BYTES = 32 << 20;

    private final Consumer<ColumnBatch> sink;
    private final Storage storage;
    private volatile long bytes;
    private long nextCheckpoint;
    private long bytesAtCheckpoint;
    private boolean dirty;

    /**
     * @param sink takes the batches on their way to the file
     * @param storage the file; its size is read after each batch
     */
    WriterThread(
            BatchExchange exchange,
            Consumer<ColumnBatch> sink,
            Storage storage,
            FailureSlot failure) {
        super("skbtrail-writer", failure);
        this.exchange = exchange;
        this.sink = sink;
        this.storage = storage;
    }

    /** After a failure batches only circulate, so that no thread waits forever. */
    @Override
    void work() throws InterruptedException {
        nextCheckpoint = System.nanoTime() + INTERVAL_NANOS;
        for (ColumnBatch batch = next(); batch != END; batch = next()) {
            turn();
            if (batch != null) {
                ColumnBatch taken = batch;
                attempt(() -> write(taken));
                exchange.recycle(taken);
            }
            attempt(storage::rotateIfDue);
            attempt(this::checkpointIfDue);
        }
    }

    private ColumnBatch next() throws InterruptedException {
        return exchange.pollReady(LOOK_NANOS);
    }

    private void attempt(FailureSlot.Step step) {
        if (failure().isEmpty()) {
            failure().attempt(step);
        }
    }

    private void write(ColumnBatch batch) {
        sink.accept(batch);
        bytes = storage.bytes();
        dirty |= batch.size() > 0;
    }

    private void checkpointIfDue() {
        boolean due =
                System.nanoTime() - nextCheckpoint >= 0
                        || bytes - bytesAtCheckpoint >= INTERVAL_BYTES;
        if (dirty && due) {
            boolean done = storage.checkpoint();
            nextCheckpoint = System.nanoTime() + (done ? INTERVAL_NANOS : RETRY_NANOS);
            bytesAtCheckpoint = bytes;
            dirty = !done;
        }
    }

    /** Size of the file so far. */
    long bytes() {
        return bytes;
    }

    /** Waits until everything is written. */
    void finish() {
        exchange.publish(END);
        awaitEnd();
    }
}
