package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Takes from every thread of this process, for good, the system calls that a recording does not
 * need once its probes are attached, and that a process without privileges could still use against
 * the kernel. A process that it starts gets no privileges either, not even from a setuid program.
 */
public final class SystemCallFilter {
    /** Number on x86_64, on aarch64. */
    private static final String DENIED =
            """
            ptrace 101 117
            process_vm_readv 310 270
            process_vm_writev 311 271
            unshare 272 97
            setns 308 268
            mount 165 40
            umount2 166 39
            pivot_root 155 41
            init_module 175 105
            finit_module 313 273
            delete_module 176 106
            kexec_load 246 104
            add_key 248 217
            request_key 249 218
            keyctl 250 219
            perf_event_open 298 241
            userfaultfd 323 282
            open_by_handle_at 304 265
            io_uring_setup 425 425
            """;

    private static final int X86_64 = 0xC000003E;
    private static final int AARCH64 = 0xC00000B7;
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

    /** Numbers from here on are those of another interface to the same calls, on x86_64. */
    private static final int X32 = 0x40000000;

    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final long SYS_SECCOMP = ARM ? 277 : 317;
    private static final long SET_MODE_FILTER = 1;
    private static final long ALL_THREADS = 1;

    /** Classic BPF, 8 bytes an instruction: load a word, jump if equal or greater, return. */
    private static final short LOAD = 0x20;

    private static final short IF_EQUAL = 0x15;
    private static final short IF_FROM = 0x35;
    private static final short RETURN = 0x06;
    private static final int ALLOW = 0x7fff0000;
    private static final int EPERM = 0x00050001;

    /** In {@code struct seccomp_data}. */
    private static final int NUMBER = 0;

    private static final int ARCHITECTURE = 4;

    private SystemCallFilter() {}

    /**
     * @throws NativeException when this kernel has no such filters
     */
    public static void install() {
        ByteBuffer code = code();
        int length = code.position();
        try (Memory instructions = new Memory(length);
                Memory program = Natives.zeroed(2 * Long.BYTES)) {
            instructions.write(0, code.array(), 0, length);
            program.setShort(0, (short) (length / Long.BYTES));
            program.setPointer(Long.BYTES, instructions);
            Natives.checkErrno(
                    "PR_SET_NO_NEW_PRIVS", Natives.C.prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L));
            long result = Natives.C.syscall(SYS_SECCOMP, SET_MODE_FILTER, ALL_THREADS, program);
            Natives.checkErrno("seccomp", (int) result);
            if (result > 0) {
                throw new IllegalStateException("seccomp: thread " + result + " has another one");
            }
        }
    }

    private static ByteBuffer code() {
        int[] denied =
                DENIED.lines()
                        .map(line -> line.split(" ")[ARM ? 2 : 1])
                        .mapToInt(Integer::parseInt)
                        .toArray();
        ByteBuffer code =
                ByteBuffer.allocate((denied.length + 6) * Long.BYTES)
                        .order(ByteOrder.nativeOrder());
        add(code, LOAD, 0, 0, ARCHITECTURE);
        add(code, IF_EQUAL, 0, denied.length + 3, ARM ? AARCH64 : X86_64);
        add(code, LOAD, 0, 0, NUMBER);
        add(code, IF_FROM, denied.length + 1, 0, X32);
        for (int i = 0; i < denied.length; i++) {
            add(code, IF_EQUAL, denied.length - i, 0, denied[i]);
        }
        add(code, RETURN, 0, 0, ALLOW);
        add(code, RETURN, 0, 0, EPERM);
        return code;
    }

    /**
     * @param yes instructions to skip when the condition holds
     * @param no and when it does not
     */
    private static void add(ByteBuffer code, short operation, int yes, int no, int value) {
        code.putShort(operation).put((byte) yes).put((byte) no).putInt(value);
    }
}
