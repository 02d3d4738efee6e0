package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.filter.KernelFilter;
import dev.skbtrail.recorder.libbpf.TestRun;
import dev.skbtrail.recorder.probe.EventExtras;
import dev.skbtrail.recorder.probe.KernelLimits;
import dev.skbtrail.recorder.probe.KernelSide;
import dev.skbtrail.recorder.ring.EventHandler;
import dev.skbtrail.recorder.ring.RingReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One packet on two CPUs at the same time, as where a call returns on one while the packet goes on
 * another. The real programs run on this machine's processors, for the emulator runs its own in
 * turns.
 */
class SharedPacketIT {
    private static final int CPUS = 2;
    private static final int EVENTS_OF_A_CPU = 20_011;
    private static final int CALLS_OF_A_CPU = 1_000_003;
    private static final KernelLimits LIMITS = new KernelLimits(16 << 20, 64, EventExtras.NONE);

    /** UDP in IPv4 in Ethernet. */
    private static final byte[] FRAME =
            ByteBuffer.allocate(64).putShort(12, (short) 0x800).put(14, (byte) 0x45).array();

    /** In struct event of bpf/events.h. */
    private static final int SKB = 24;

    private static final int SEQ = 176;

    @BeforeAll
    static void needsRoot() {
        Requires.root();
        assertTrue(Runtime.getRuntime().availableProcessors() >= CPUS, "needs two processors");
    }

    @Test
    void givesNoNumberToTwoEvents() throws Exception {
        try (KernelSide kernel =
                KernelSide.load(
                        "restricted.bpf.o",
                        LIMITS,
                        KernelFilter.NONE,
                        object -> object.program("netfilter_packet").setAutoload(false))) {
            try (TestRun begin = new TestRun(kernel.program("tc_packet"), FRAME)) {
                begin.run(1);
            }
            long skb = events(kernel).get(0).getLong(SKB);
            onEachCpu(
                    cpu -> {
                        try (TestRun event =
                                TestRun.ofTracepoint(kernel.program("raw_tp_skb"), cpu, skb)) {
                            for (int i = 0; i < EVENTS_OF_A_CPU; i++) {
                                event.run(0);
                            }
                        }
                    });

            List<Integer> numbers =
                    events(kernel).stream().map(event -> event.getInt(SEQ)).sorted().toList();
            assertEquals(
                    IntStream.rangeClosed(1, CPUS * EVENTS_OF_A_CPU).boxed().toList(), numbers);
        }
    }

    @Test
    void endsALifeWhenItsLastCallHasReturned() throws Exception {
        try (KernelSide kernel =
                KernelSide.load("bench.bpf.o", LIMITS, KernelFilter.NONE, object -> {})) {
            call(kernel, 1);
            onEachCpu(cpu -> call(kernel, CALLS_OF_A_CPU));
            try (TestRun free = new TestRun(kernel.program("free_shared"), FRAME)) {
                free.run(1);
                assertEquals(0, free.result(), "the packet was freed and no call is in progress");
            }
        }
    }

    private static void call(KernelSide kernel, int times) {
        try (TestRun calls = new TestRun(kernel.program("call_and_return"), FRAME)) {
            calls.run(times);
            assertEquals(1, calls.result());
        }
    }

    private static void onEachCpu(IntConsumer work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CPUS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int cpu = 0; cpu < CPUS; cpu++) {
                int number = cpu;
                running.add(threads.submit(() -> work.accept(number)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** What is in the rings, CPU by CPU, and not any more after that. */
    private static List<ByteBuffer> events(KernelSide kernel) {
        List<ByteBuffer> events = new ArrayList<>();
        EventHandler keep =
                new EventHandler() {
                    @Override
                    public boolean hasRoom() {
                        return true;
                    }

                    @Override
                    public void onEvent(ByteBuffer buffer, int offset, int length) {
                        byte[] copy = new byte[length];
                        buffer.get(offset, copy);
                        events.add(ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder()));
                    }
                };
        kernel.rings()
                .forEach(
                        ring ->
                                new RingReader(
                                                ring.consumerPage(),
                                                ring.producerPage(),
                                                ring.data())
                                        .drain(keep, Integer.MAX_VALUE));
        return events;
    }
}
