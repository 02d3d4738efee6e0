package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.ColumnBatch;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Writes batches as they come, until the end is said or the file fails. */
final class WriterThread extends Thread {
    /** Says that no other batch follows. */
    static final ColumnBatch END = new ColumnBatch(0, 0, 0, 0);

    private final BatchExchange exchange;
    private final Consumer<ColumnBatch> sink;
    private final LongSupplier size;
    private volatile RuntimeException failure;
    private volatile long bytes;

    /**
     * @param sink what takes the batches on their way to the file
     * @param size of the file so far, bytes; asked after each batch
     */
    WriterThread(BatchExchange exchange, Consumer<ColumnBatch> sink, LongSupplier size) {
        super("skbtrail-writer");
        this.exchange = exchange;
        this.sink = sink;
        this.size = size;
    }

    @Override
    public void run() {
        try {
            for (ColumnBatch batch = exchange.takeReady();
                    batch != END;
                    batch = exchange.takeReady()) {
                if (failure == null) {
                    write(batch);
                }
                exchange.recycle(batch);
            }
        } catch (InterruptedException e) {
            failure = new IllegalStateException("the writer was interrupted", e);
        }
    }

    /** After a failure batches only go round, so that nobody waits for ever. */
    private void write(ColumnBatch batch) {
        try {
            sink.accept(batch);
            bytes = size.getAsLong();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Size of the file so far. */
    long bytes() {
        return bytes;
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** Waits until everything is written; throws what went wrong. */
    void finish() throws InterruptedException {
        exchange.publish(END);
        join();
        if (failure != null) {
            throw failure;
        }
    }
}
