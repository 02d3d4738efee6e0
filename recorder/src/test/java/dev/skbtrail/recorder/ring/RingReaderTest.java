package dev.skbtrail.recorder.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingReaderTest {
    private static final int SIZE = 128;

    private final ByteBuffer consumer = page();
    private final ByteBuffer producer = page();
    private final ByteBuffer data =
            ByteBuffer.allocateDirect(2 * SIZE).order(ByteOrder.nativeOrder());
    private final RingReader reader = new RingReader(consumer, producer, data);
    private final List<Long> seen = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private boolean failing;

    private final EventHandler handler =
            new EventHandler() {
                @Override
                public boolean hasRoom() {
                    return room > seen.size();
                }

                @Override
                public void onEvent(ByteBuffer buffer, int offset, int length) {
                    seen.add(buffer.getLong(offset));
                    if (failing) {
                        throw new IllegalStateException("handler");
                    }
                }
            };

    @Test
    void takesRecordsInTheirOrder() {
        long end = write(0, 1, false, false);
        end = write(end, 2, false, false);
        produced(end);

        assertEquals(2, reader.drain(handler, 10));
        assertEquals(List.of(1L, 2L), seen);
        assertEquals(end, consumer.getLong(0));
        assertEquals(0, reader.drain(handler, 10));
    }

    @Test
    void stopsAtARecordThatIsStillWritten() {
        long busy = write(0, 1, false, false);
        long end = write(write(busy, 2, true, false), 3, false, false);
        produced(end);

        assertEquals(1, reader.drain(handler, 10));
        assertEquals(busy, consumer.getLong(0));

        write(busy, 2, false, false);
        assertEquals(2, reader.drain(handler, 10));
        assertEquals(List.of(1L, 2L, 3L), seen);
    }

    @Test
    void skipsDiscardedRecords() {
        produced(write(write(0, 1, false, true), 2, false, false));

        assertEquals(2, reader.drain(handler, 10));
        assertEquals(List.of(2L), seen);
    }

    @Test
    void takesNoMoreThanTheLimitAndNoMoreThanThereIsRoomFor() {
        long end = 0;
        for (int i = 0; i < 5; i++) {
            end = write(end, i, false, false);
        }
        produced(end);

        assertEquals(2, reader.drain(handler, 2));
        room = 3;
        assertEquals(1, reader.drain(handler, 10));
        assertEquals(0, reader.drain(handler, 10));
        room = 10;
        assertEquals(2, reader.drain(handler, 10));
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L), seen);
    }

    @Test
    void readsARecordThatWrapsInOnePiece() {
        long position = 0;
        for (int i = 0; i < 50; i++) {
            long end = write(position, i, false, false);
            produced(end);
            assertEquals(1, reader.drain(handler, 10));
            position = end;
        }
        assertEquals(50, seen.size());
        assertEquals(49L, seen.get(49));
    }

    @Test
    void doesNotShowARecordTwiceWhenTheHandlerThrows() {
        produced(write(write(0, 1, false, false), 2, false, false));
        failing = true;
        assertThrows(IllegalStateException.class, () -> reader.drain(handler, 10));
        failing = false;

        assertEquals(1, reader.drain(handler, 10));
        assertEquals(List.of(1L, 2L), seen);
    }

    @Test
    void refusesDataWhoseSizeIsNoPowerOfTwo() {
        ByteBuffer odd = ByteBuffer.allocateDirect(2 * 96);
        assertThrows(IllegalArgumentException.class, () -> new RingReader(consumer, producer, odd));
    }

    /** Writes a 13-byte record into both copies of the data; returns the position after it. */
    private long write(long position, long value, boolean busy, boolean discarded) {
        int word = RingLayout.word(13, busy, discarded);
        for (int i = 0; i < 8; i++) {
            put(position + 8 + i, (byte) (value >>> 8 * i));
        }
        for (int i = 0; i < 4; i++) {
            put(position + i, (byte) (word >>> 8 * i));
        }
        return position + RingLayout.stride(word);
    }

    private void put(long position, byte value) {
        int at = (int) position % SIZE;
        data.put(at, value);
        data.put(at + SIZE, value);
    }

    private void produced(long position) {
        producer.putLong(0, position);
    }

    private static ByteBuffer page() {
        return ByteBuffer.allocateDirect(4096).order(ByteOrder.nativeOrder());
    }
}
