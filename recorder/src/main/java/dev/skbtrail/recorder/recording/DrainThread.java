package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.ring.EventHandler;
import dev.skbtrail.recorder.ring.RingReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Drains the rings into batches. Per event it neither allocates nor calls native code. Several
 * times a second it reads the kernel's loss counters, and inserts the losses between the events.
 */
final class DrainThread extends Worker implements EventHandler, LossLedger.Listener {
    /** Appends the event at an offset of a ring to a batch that has room for it. */
    interface Decoder {
        void decode(ByteBuffer buffer, int offset, ColumnBatch batch);
    }

    /** Maximum number of records from one ring before the next ring's turn. */
    private static final int TURN = 4096;

    /**
     * Short compared with the time in which a ring fills: 8 MiB hold 30 ms at a million events a
     * second.
     */
    private static final long IDLE_NANOS = 500_000;

    private static final long LOSS_INTERVAL_NANOS = 100_000_000;

    /**
     * A batch that fills slowly is handed over after this time, so that its rows reach the disk
     * soon. So is an empty one: it says that nothing is on its way.
     */
    private static final long PATIENCE_NANOS = 500_000_000;

    private final List<RingReader> rings;
    private final Decoder decoder;
    private final BatchExchange exchange;
    private final LossLedger losses;

    /** When each ring was last looked into, of those times after which it was empty. */
    private final long[] emptied;

    private ColumnBatch batch;
    private long handedOver;
    private volatile boolean running = true;

    /** Written by this thread only; read by the thread that shows progress. */
    private final AtomicLong events = new AtomicLong();

    DrainThread(
            List<RingReader> rings,
            Decoder decoder,
            BatchExchange exchange,
            LossLedger losses,
            FailureSlot failure) {
        super("skbtrail-drain", failure);
        this.rings = List.copyOf(rings);
        this.decoder = decoder;
        this.exchange = exchange;
        this.losses = losses;
        emptied = new long[rings.size()];
        batch = exchange.pollFree();
    }

    @Override
    void work() {
        handedOver = System.nanoTime();
        Arrays.fill(emptied, handedOver);
        long nextLosses = handedOver;
        while (running && failure().isEmpty()) {
            turn();
            if (drainOnce() == 0) {
                LockSupport.parkNanos(IDLE_NANOS);
            }
            if (System.nanoTime() - nextLosses >= 0) {
                reportLosses();
                handOverOld();
                nextLosses = System.nanoTime() + LOSS_INTERVAL_NANOS;
            }
        }
        drainRest();
    }

    private int drainOnce() {
        int taken = 0;
        for (int i = 0; i < rings.size(); i++) {
            long time = System.nanoTime();
            taken += rings.get(i).drain(this, TURN);
            if (rings.get(i).tookAll()) {
                emptied[i] = time;
            }
        }
        return taken;
    }

    @Override
    public boolean hasRoom() {
        if (batch != null && batch.isFull()) {
            handOver();
        }
        if (batch == null) {
            batch = exchange.pollFree();
        }
        return batch != null;
    }

    @Override
    public void onEvent(ByteBuffer buffer, int offset, int length) {
        decoder.decode(buffer, offset, batch);
        events.setOpaque(events.getPlain() + 1);
    }

    private void handOverOld() {
        if (System.nanoTime() - handedOver >= PATIENCE_NANOS && hasRoom()) {
            handOver();
        }
    }

    private void handOver() {
        handedOver = System.nanoTime();
        long until = handedOver;
        for (long time : emptied) {
            until = Math.min(until, time);
        }
        batch.until = losses.clock().at(until);
        exchange.publish(batch);
        batch = null;
    }

    private void reportLosses() {
        losses.update(this);
    }

    @Override
    public void onLoss(int cpu, LossCause cause, long lost, long now) {
        while (!hasRoom()) {
            if (!failure().isEmpty()) {
                return;
            }
            LockSupport.parkNanos(IDLE_NANOS);
        }
        EventDecoder.appendLoss(batch, now, cpu, cause, lost);
    }

    /** Drains the rest after everything is detached: no more events will come. */
    private void drainRest() {
        while (failure().isEmpty() && (drainOnce() > 0 || !hasRoom())) {
            if (batch == null) {
                LockSupport.parkNanos(IDLE_NANOS);
            }
        }
        reportLosses();
        if (batch != null && batch.size() > 0) {
            handOver();
        }
    }

    /** Number of events taken so far. */
    long events() {
        return events.getOpaque();
    }

    /** Ends the thread once the rings are empty. */
    void finish() {
        running = false;
        awaitEnd();
    }
}
