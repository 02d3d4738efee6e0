package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.Resources;
import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.filter.KernelFilter;
import dev.skbtrail.recorder.libbpf.TestRun;
import dev.skbtrail.recorder.load.EventExtras;
import dev.skbtrail.recorder.load.KernelLimits;
import dev.skbtrail.recorder.load.KernelSide;
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
 * What is known about a packet's life when two CPUs work on it at the same time, and when its end
 * was missed. The real programs run on this machine's processors, because the emulator runs its
 * processors in turns.
 */
class LifeIT {
    private static final int CPUS = 2;
    private static final int EVENTS_OF_A_CPU = 20_011;
    private static final int CALLS_OF_A_CPU = 1_000_003;
    private static final KernelLimits LIMITS = new KernelLimits(16 << 20, 64, EventExtras.NONE);

    /** UDP over IPv4 over Ethernet. */
    private static final byte[] FRAME =
            ByteBuffer.allocate(64).putShort(12, (short) 0x800).put(14, (byte) 0x45).array();

    private static final int SKB = offset("event.skb");
    private static final int SEQ = offset("event.seq");

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
            run(kernel, "call_and_return", 1);
            onEachCpu(cpu -> assertEquals(1, run(kernel, "call_and_return", CALLS_OF_A_CPU)));
            assertEquals(
                    0,
                    run(kernel, "free_shared", 1),
                    "the packet was freed and no call is in progress");
        }
    }

    @Test
    void endsAPacketWhoseFreeWasNotSeenWhenItsAddressIsAllocated() {
        try (KernelSide kernel =
                KernelSide.load("bench.bpf.o", LIMITS, KernelFilter.NONE, object -> {})) {
            run(kernel, "call_and_return", 1);
            assertEquals(0, run(kernel, "allocate_shared", 1), "the old packet is still there");
            assertEquals(0, run(kernel, "allocate_shared", 1));
            assertEquals(1, lost(kernel, LossCause.END_NOT_SEEN));
            run(kernel, "call_and_return", 1);
            run(kernel, "free_shared", 1);
            run(kernel, "allocate_shared", 1);
            assertEquals(1, lost(kernel, LossCause.END_NOT_SEEN), "a packet that was freed");
        }
    }

    @Test
    void forgetsACallWhoseReturnWasNotSeenWhenItsPlaceOnTheStackIsTaken() {
        try (KernelSide kernel =
                KernelSide.load("bench.bpf.o", LIMITS, KernelFilter.NONE, object -> {})) {
            run(kernel, "call_alone", 3);
            assertEquals(2, lost(kernel, LossCause.RETURN_NOT_SEEN));
            assertEquals(1, run(kernel, "free_shared", 1), "the last call may be in progress");
            run(kernel, "call_alone", 1);
            run(kernel, "call_and_return", 1);
            assertEquals(3, lost(kernel, LossCause.RETURN_NOT_SEEN));
        }
    }

    /** Offset of a member as chosen by the compiler. */
    private static int offset(String member) {
        return Resources.text("/bpf/events.layout")
                .lines()
                .map(line -> line.split(" "))
                .filter(words -> words[0].equals(member))
                .mapToInt(words -> Integer.parseInt(words[1]))
                .findFirst()
                .orElseThrow();
    }

    private static int run(KernelSide kernel, String program, int times) {
        try (TestRun test = new TestRun(kernel.program(program), FRAME)) {
            test.run(times);
            return test.result();
        }
    }

    private static long lost(KernelSide kernel, LossCause cause) {
        kernel.refreshCounters();
        return IntStream.range(0, kernel.cpus())
                .mapToLong(cpu -> kernel.lost(cpu, cause.ordinal()))
                .sum();
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

    /** Takes the events out of the rings, CPU by CPU. */
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
