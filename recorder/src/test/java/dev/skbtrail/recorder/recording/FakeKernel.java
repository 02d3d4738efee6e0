package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.backend.AttachListener;
import dev.skbtrail.recorder.backend.ProbeSet;
import dev.skbtrail.recorder.backend.ProbeStatus;
import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.load.KernelCounters;
import dev.skbtrail.recorder.ring.RingReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Probes, counters, a ring with two records and a sink, each of which can be made to fail. */
final class FakeKernel implements ProbeSet, KernelCounters, Storage {
    private static final int RING = 4096;
    private static final int RECORD = 8;

    /** Size of a record with its header: BPF_RINGBUF_HDR_SZ of linux/bpf.h. */
    private static final int STRIDE = 8 + RECORD;

    private final Map<String, Throwable> failures;

    /** Grows with each batch by more than a checkpoint waits for. */
    private long size;

    /** The calls that it received, in order. */
    final List<String> calls = new ArrayList<>();

    /**
     * @param failures by the name of the step that throws them
     */
    FakeKernel(Map<String, Throwable> failures) {
        this.failures = failures;
    }

    /** Throws the planned failure of the step, checked or not. */
    private void step(String name) {
        synchronized (calls) {
            calls.add(name);
        }
        if (failures.containsKey(name)) {
            FakeKernel.<RuntimeException>sneak(failures.get(name));
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    RingReader ring() {
        ByteBuffer data = ByteBuffer.allocateDirect(2 * RING).order(ByteOrder.nativeOrder());
        data.putInt(0, RECORD).putInt(STRIDE, RECORD);
        ByteBuffer producer = ByteBuffer.allocateDirect(RING).order(ByteOrder.nativeOrder());
        producer.putLong(0, 2L * STRIDE);
        ByteBuffer consumer = ByteBuffer.allocateDirect(RING).order(ByteOrder.nativeOrder());
        return new RingReader(consumer, producer, data);
    }

    /** Fills the whole batch, so that it is written during the recording. */
    void decode(ByteBuffer buffer, int offset, ColumnBatch batch) {
        step("decode");
        while (!batch.isFull()) {
            EventDecoder.appendLoss(batch, 0, 0, LossCause.RING_FULL, 1);
        }
    }

    void write(ColumnBatch batch) {
        step("write");
        size += 100 << 20;
    }

    @Override
    public long bytes() {
        step("size");
        return size;
    }

    @Override
    public boolean checkpoint() {
        step("checkpoint");
        return true;
    }

    @Override
    public void rotateIfDue() {
        step("rotate");
    }

    @Override
    public List<ProbeStatus> attach(AttachListener listener) {
        step("attach");
        return List.of();
    }

    void describe() {
        step("describe");
    }

    @Override
    public void open() {
        step("open");
    }

    @Override
    public long missed() {
        step("missed");
        return 0;
    }

    @Override
    public void detach() {
        step("detach");
    }

    @Override
    public int cpus() {
        return 1;
    }

    @Override
    public void refreshCounters() {
        step("counters");
    }

    @Override
    public long packets(int cpu) {
        return 0;
    }

    @Override
    public long lost(int cpu, int cause) {
        return 0;
    }
}
