package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.ColumnBatch;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A fixed number of batches that circulate between the drain thread, which fills them, and the
 * writer thread, which empties them. When the writer falls behind, no batch is free: the rings then
 * fill up, and the kernel counts the losses.
 */
final class BatchExchange {
    private final BlockingQueue<ColumnBatch> free;
    private final BlockingQueue<ColumnBatch> ready;
    private final Supplier<ColumnBatch> factory;

    /** Batches still to be made; of the drain thread alone. */
    private int unmade;

    BatchExchange(int batches, int capacity, IntFunction<ColumnBatch> factory) {
        free = new ArrayBlockingQueue<>(batches);
        // One more, so that the end can be signalled while all batches are queued.
        ready = new ArrayBlockingQueue<>(batches + 1);
        this.factory = () -> factory.apply(capacity);
        unmade = batches;
    }

    /**
     * Returns null when no batch is free. A batch takes 40 MB: it is made when none that was made
     * is free, so that a quiet recording has two.
     */
    ColumnBatch pollFree() {
        ColumnBatch batch = free.poll();
        if (batch == null && unmade > 0) {
            unmade--;
            return factory.get();
        }
        return batch;
    }

    void publish(ColumnBatch filled) {
        ready.add(filled);
    }

    /**
     * Waits for the next filled batch. Batches come in the order in which they were published.
     *
     * @param nanos how long to wait
     * @return null when no batch was published in that time
     */
    ColumnBatch pollReady(long nanos) throws InterruptedException {
        return ready.poll(nanos, TimeUnit.NANOSECONDS);
    }

    void recycle(ColumnBatch emptied) {
        emptied.clear();
        free.add(emptied);
    }
}
