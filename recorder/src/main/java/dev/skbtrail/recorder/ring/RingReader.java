package dev.skbtrail.recorder.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Takes the records from one ring, in order, as its only consumer. Everything is read through byte
 * buffers over the mapped memory: a native call per event costs 25 times as much as decoding it.
 */
public final class RingReader {
    private static final VarHandle LONG =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT =
            MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final ByteBuffer consumerPage;
    private final ByteBuffer producerPage;
    private final ByteBuffer data;
    private final int mask;
    private boolean tookAll;

    /**
     * @param consumerPage writable; the consumer's position at its start
     * @param producerPage the producer's position at its start
     * @param data the ring's data, twice in a row
     */
    public RingReader(ByteBuffer consumerPage, ByteBuffer producerPage, ByteBuffer data) {
        this.consumerPage = consumerPage;
        this.producerPage = producerPage;
        this.data = data;
        mask = data.capacity() / 2 - 1;
        if (Integer.bitCount(mask + 1) != 1) {
            throw new IllegalArgumentException(
                    "size of ring data is not a power of two: " + (mask + 1));
        }
    }

    /**
     * Passes the records in the ring to {@code handler}, until the ring is empty, the handler has
     * no room or {@code limit} records were taken. The consumer's position is published once at the
     * end, even if the handler throws, so that no record is delivered twice.
     *
     * @return records taken, discarded ones included
     */
    public int drain(EventHandler handler, int limit) {
        long position = consumerPosition();
        long end = producerPositionAcquire();
        int taken = 0;
        try {
            while (position < end && taken < limit) {
                int at = (int) position & mask;
                int word = wordAcquire(at);
                if (RingLayout.isBusy(word)) {
                    break;
                }
                if (!RingLayout.isDiscarded(word)) {
                    if (!handler.hasRoom()) {
                        break;
                    }
                    // Counted as taken before the handler runs: if the handler throws, the record
                    // is not delivered again.
                    position += RingLayout.stride(word);
                    taken++;
                    handler.onEvent(data, at + RingLayout.HEADER, RingLayout.length(word));
                } else {
                    position += RingLayout.stride(word);
                    taken++;
                }
            }
        } finally {
            consumerPositionRelease(position);
        }
        tookAll = position >= end;
        return taken;
    }

    /** Whether the last {@link #drain} took all records that were there when it began. */
    public boolean tookAll() {
        return tookAll;
    }

    private long consumerPosition() {
        return (long) LONG.get(consumerPage, RingLayout.POSITION);
    }

    private void consumerPositionRelease(long position) {
        LONG.setRelease(consumerPage, RingLayout.POSITION, position);
    }

    private long producerPositionAcquire() {
        return (long) LONG.getAcquire(producerPage, RingLayout.POSITION);
    }

    /** Acquire semantics: the kernel clears the busy bit after it wrote the data. */
    private int wordAcquire(int at) {
        return (int) INT.getAcquire(data, at);
    }
}
