package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.ColumnBatch;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Writes batches as they come, until the end is said or the recording fails. */
final class WriterThread extends Worker {
    /** Says that no other batch follows. */
    static final ColumnBatch END = new ColumnBatch(0, 0, 0, 0);

    private final BatchExchange exchange;
    private final Consumer<ColumnBatch> sink;
    private final LongSupplier size;
    private volatile long bytes;

    /**
     * @param sink what takes the batches on their way to the file
     * @param size of the file so far, bytes; asked after each batch
     */
    WriterThread(
            BatchExchange exchange,
            Consumer<ColumnBatch> sink,
            LongSupplier size,
            FailureSlot failure) {
        super("skbtrail-writer", failure);
        this.exchange = exchange;
        this.sink = sink;
        this.size = size;
    }

    /** After a failure batches only go round, so that nobody waits for ever. */
    @Override
    void work() throws InterruptedException {
        for (ColumnBatch batch = exchange.takeReady(); batch != END; batch = exchange.takeReady()) {
            ColumnBatch taken = batch;
            if (failure().isEmpty()) {
                failure().attempt(() -> write(taken));
            }
            exchange.recycle(taken);
        }
    }

    private void write(ColumnBatch batch) {
        sink.accept(batch);
        bytes = size.getAsLong();
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
