package dev.skbtrail.recorder.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.event.NameTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code that runs for every event neither allocates nor calls native code. */
class DrainAllocationTest {
    private static final int RECORD = 512;
    private static final int RECORDS = 256;
    private static final int ROUNDS = 2_000;
    private static final Path SOURCES = Path.of("src/main/java/dev/skbtrail/recorder");

    private final ByteBuffer consumer = direct(4096);
    private final ByteBuffer producer = direct(4096);
    private final ByteBuffer data = direct(4 * RECORD * RECORDS);
    private final ColumnBatch batch = EventDecoder.newBatch(RECORDS);
    private final EventDecoder decoder = new EventDecoder(1, new int[4], new NameTable());

    private final EventHandler handler =
            new EventHandler() {
                @Override
                public boolean hasRoom() {
                    return !batch.isFull();
                }

                @Override
                public void onEvent(ByteBuffer buffer, int offset, int length) {
                    decoder.decode(buffer, offset, batch);
                }
            };

    @Test
    void drainingAndDecodingAllocateNothing() {
        RingReader reader = new RingReader(consumer, producer, data);
        drain(reader);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        long drained = drain(reader);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertEquals((long) RECORDS * ROUNDS, drained);
        // The bean itself allocates a little with each query.
        assertTrue(allocated < drained / 100, allocated + " bytes for " + drained + " events");
    }

    /** Native calls go through JNA, on which draining and decoding do not depend. */
    @Test
    void drainingAndDecodingDoNotKnowNativeCode() throws IOException {
        for (String directory : List.of("ring", "event")) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(directory))) {
                for (Path file : files.toList()) {
                    String source = Files.readString(file);
                    assertTrue(!source.contains("com.sun.jna"), file + " imports JNA");
                    assertTrue(!source.contains("recorder.libbpf"), file + " imports libbpf");
                }
            }
        }
    }

    private long drain(RingReader reader) {
        long drained = 0;
        for (int round = 0; round < ROUNDS; round++) {
            produce();
            drained += reader.drain(handler, RECORDS);
            batch.clear();
        }
        return drained;
    }

    /** Produces the longest records, with the bits that make every column be read. */
    private void produce() {
        long position = producer.getLong(0);
        int mask = data.capacity() / 2 - 1;
        int word = RingLayout.word(RECORD - RingLayout.HEADER, false, false);
        for (int i = 0; i < RECORDS; i++) {
            int at = (int) position & mask;
            for (int copy = at; copy <= data.capacity() - RECORD; copy += mask + 1) {
                data.putInt(copy, word);
                int event = copy + RingLayout.HEADER;
                data.putLong(event + EventDecoder.PRESENT, -1);
                data.putLong(event + EventDecoder.DETAIL_PRESENT, -1);
                data.putInt(event + EventDecoder.PROBE, i & 3);
            }
            position += RingLayout.stride(word);
        }
        producer.putLong(0, position);
    }

    private static ByteBuffer direct(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    }
}
