package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.libbpf.TestRun;
import dev.skbtrail.recorder.load.KernelSide;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills the real rings through bpf/bench.bpf.c: packets of {@value #FLOWS} TCP flows, 17 to 36
 * events each.
 */
final class EventSource implements AutoCloseable {
    private static final int FLOWS = 200;

    /** About 100 packets of a flow before the next flow's turn. */
    private static final int EVENTS_OF_A_TURN = 2_600;

    private static final int ETHERNET = 14;
    private static final int FRAME = 1514;

    private final List<TestRun> flows = new ArrayList<>();
    private int turn;

    EventSource(KernelSide kernel) {
        for (int flow = 0; flow < FLOWS; flow++) {
            flows.add(new TestRun(kernel.program("make_event"), frame(flow)));
        }
    }

    /**
     * Puts some thousand events into the ring of the current CPU.
     *
     * @return how many it tried to put
     */
    int produce() {
        flows.get(turn++ % FLOWS).run(EVENTS_OF_A_TURN);
        return EVENTS_OF_A_TURN;
    }

    private static byte[] frame(int flow) {
        ByteBuffer frame = ByteBuffer.allocate(FRAME);
        frame.put(new byte[] {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2}).putShort((short) 0x0800);
        frame.put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (FRAME - ETHERNET))
                .putShort((short) 0);
        frame.putShort((short) 0x4000).put((byte) 64).put((byte) 6).putShort((short) 0);
        frame.put(new byte[] {10, 0, (byte) (flow / 50), (byte) flow});
        frame.put(new byte[] {10, 1, 0, (byte) (flow % 7)});
        frame.putShort((short) (32768 + flow * 13)).putShort((short) 443).putLong(0);
        frame.put((byte) 0x50).put((byte) 0x10).putShort((short) 501);
        return frame.array();
    }

    @Override
    public void close() {
        flows.forEach(TestRun::close);
    }
}
