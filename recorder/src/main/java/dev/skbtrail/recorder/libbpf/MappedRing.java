package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The memory of one BPF ring buffer: a page with the consumer's position, which we write; then a
 * page with the producer's position, and the data, mapped twice in a row so that no record is ever
 * split (kernel/bpf/ringbuf.c).
 */
public final class MappedRing implements AutoCloseable {
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;

    private final BpfMap map;
    private final int dataSize;
    private final int page;
    private Pointer consumer;
    private Pointer producer;

    private MappedRing(BpfMap map, int dataSize, int page) {
        this.map = map;
        this.dataSize = dataSize;
        this.page = page;
        consumer = mmap(page, PROT_READ | PROT_WRITE, 0);
        producer = mmap(page + 2L * dataSize, PROT_READ, page);
    }

    /** Creates a ring of the given size, a power of two of at least one page. */
    public static MappedRing create(int dataSize) {
        return new MappedRing(BpfMap.ring(dataSize), dataSize, Natives.C.getpagesize());
    }

    public static int pageSize() {
        return Natives.C.getpagesize();
    }

    public BpfMap map() {
        return map;
    }

    public int dataSize() {
        return dataSize;
    }

    /** The page that begins with the consumer's position. Must not be used after {@link #close}. */
    public ByteBuffer consumerPage() {
        return consumer.getByteBuffer(0, page).order(ByteOrder.nativeOrder());
    }

    /** The page that begins with the producer's position. Must not be used after {@link #close}. */
    public ByteBuffer producerPage() {
        return producer.getByteBuffer(0, page).order(ByteOrder.nativeOrder());
    }

    /** The data, twice in a row. Must not be used after {@link #close}. */
    public ByteBuffer data() {
        return producer.getByteBuffer(page, 2L * dataSize).order(ByteOrder.nativeOrder());
    }

    private Pointer mmap(long length, int protection, long offset) {
        Pointer memory =
                Natives.C.mmap(null, new SizeT(length), protection, MAP_SHARED, map.fd(), offset);
        if (Pointer.nativeValue(memory) == -1) {
            throw new NativeException("mmap ring", Native.getLastError());
        }
        return memory;
    }

    @Override
    public void close() {
        if (consumer != null) {
            Natives.C.munmap(consumer, new SizeT(page));
            Natives.C.munmap(producer, new SizeT(page + 2L * dataSize));
            consumer = null;
            producer = null;
            map.close();
        }
    }
}
