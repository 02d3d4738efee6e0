package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** BPF_PROG_TEST_RUN: runs a loaded program on a packet repeatedly, without a network. */
public final class TestRun implements AutoCloseable {
    /** The one function of libbpf that only tests call. */
    interface TestLibBpf extends Library {
        int bpf_prog_test_run_opts(int fd, Pointer options);
    }

    private static final TestLibBpf LIBRARY = Native.load("libbpf.so.1", TestLibBpf.class);

    /** Offsets in {@code struct bpf_test_run_opts}. */
    private static final int OPTIONS = 80;

    private static final int DATA_IN = 8;
    private static final int DATA_SIZE_IN = 24;
    private static final int CONTEXT_IN = 32;
    private static final int CONTEXT_SIZE_IN = 48;
    private static final int RESULT = 56;
    private static final int REPEAT = 60;
    private static final int DURATION = 64;
    private static final int FLAGS = 68;
    private static final int CPU = 72;

    private static final int ON_CPU = 1;

    private final int fd;
    private final Memory input;
    private final Memory options = Natives.zeroed(OPTIONS);

    /**
     * @param packet complete frame, from its Ethernet header
     */
    public TestRun(BpfProgram program, byte[] packet) {
        fd = program.fd();
        input = new Memory(packet.length);
        input.write(0, packet, 0, packet.length);
        options.setLong(0, OPTIONS);
        options.setPointer(DATA_IN, input);
        options.setInt(DATA_SIZE_IN, packet.length);
    }

    private TestRun(BpfProgram program, int cpu, long argument) {
        fd = program.fd();
        input = new Memory(Long.BYTES);
        input.setLong(0, argument);
        options.setLong(0, OPTIONS);
        options.setPointer(CONTEXT_IN, input);
        options.setInt(CONTEXT_SIZE_IN, Long.BYTES);
        options.setInt(FLAGS, ON_CPU);
        options.setInt(CPU, cpu);
    }

    /** A raw tracepoint program on one CPU, with its first argument; it cannot be repeated. */
    public static TestRun ofTracepoint(BpfProgram program, int cpu, long argument) {
        return new TestRun(program, cpu, argument);
    }

    /**
     * @return time of one run, ns, by the kernel's own clock
     */
    public int run(int repeat) {
        options.setInt(REPEAT, repeat);
        Natives.check("bpf_prog_test_run_opts", LIBRARY.bpf_prog_test_run_opts(fd, options));
        return options.getInt(DURATION);
    }

    /** What the program returned in the last run. */
    public int result() {
        return options.getInt(RESULT);
    }

    @Override
    public void close() {
        options.close();
        input.close();
    }
}
