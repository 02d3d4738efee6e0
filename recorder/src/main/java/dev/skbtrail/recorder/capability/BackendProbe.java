package dev.skbtrail.recorder.capability;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.kernel.KernelSymbols;
import dev.skbtrail.recorder.kernel.Privileges;
import dev.skbtrail.recorder.kernel.Privileges.Privilege;
import dev.skbtrail.recorder.libbpf.BpfLoadException;
import dev.skbtrail.recorder.libbpf.BpfObject;
import dev.skbtrail.recorder.libbpf.BpfProgram;
import dev.skbtrail.recorder.libbpf.BpfSystem;
import dev.skbtrail.recorder.libbpf.Link;
import dev.skbtrail.recorder.libbpf.NativeException;
import dev.skbtrail.recorder.load.TrialProgram;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds out what this kernel allows by trying it, with a minimal program of each kind. */
public final class BackendProbe {
    /** Exists in every kernel with IPv4; its first argument is an sk_buff. */
    private static final String FUNCTION = "ip_rcv";

    private static final String TRACING_FIX =
            "needs a kernel with CONFIG_KPROBES or BTF trampolines and without lockdown=confidentiality";
    private static final String MULTI_FIX =
            "needs Linux 5.18 or newer with CONFIG_FPROBE, and no lockdown=confidentiality";
    private static final String RESTRICTED_FIX =
            "needs Linux 6.6 or newer (tcx), with CONFIG_NETFILTER_BPF_LINK";

    /**
     * Attach time of one function above which a back-end is slow; kprobes stay below it even in an
     * emulator.
     */
    private static final long SLOW_MILLIS = 200;

    private BackendProbe() {}

    /**
     * Version of the libbpf that all back-ends need, such as v1.1.
     *
     * @throws UserException when libbpf is not installed
     */
    public static String libraryVersion() {
        return BpfSystem.libraryVersion();
    }

    /** The back-ends, best first. Needs the privileges of a recording. */
    public static List<BackendCapability> all() {
        return BackendType.bestFirst().stream().map(BackendProbe::of).toList();
    }

    /**
     * The back-ends that a recording may use, best first, each tried only when needed.
     *
     * @param manyFunctions whether attaching one by one would take long
     */
    public static Stream<BackendCapability> candidates(boolean manyFunctions) {
        List<BackendType> types =
                manyFunctions ? BackendType.bestFirstForManyFunctions() : BackendType.bestFirst();
        return types.stream().map(BackendProbe::of);
    }

    /** The capability of one back-end. */
    public static BackendCapability of(BackendType type) {
        return switch (type) {
            case FENTRY -> fentry();
            case KPROBE_MULTI -> kprobeMulti();
            case KPROBE -> kprobe();
            case RESTRICTED -> restricted();
        };
    }

    /**
     * Some kernels wait at each attachment. The time is measured here, like everything else: with a
     * hundred functions another back-end may be ready sooner.
     */
    private static BackendCapability fentry() {
        String sees = "functions, their return values and every header field";
        long[] attach = new long[1];
        BackendCapability works =
                attempt(
                        BackendType.FENTRY,
                        sees,
                        TRACING_FIX,
                        () -> {
                            attach[0] = attachFunction("fentry_works");
                            attachFunction("fexit_works");
                        });
        if (!works.capability().available() || attach[0] < SLOW_MILLIS) {
            return works;
        }
        String detail = sees + "; but %d ms for each of them to begin".formatted(attach[0]);
        return new BackendCapability(
                works.type(), new Capability(works.type().toString(), true, detail, ""), true);
    }

    private static BackendCapability kprobe() {
        return attempt(
                BackendType.KPROBE,
                "functions, their return values and every header field, at a higher cost",
                TRACING_FIX,
                () -> {
                    try (BpfObject object = TrialProgram.load("kprobe_works")) {
                        object.program("kprobe_works").attachKprobe(FUNCTION, false, 1).close();
                    }
                });
    }

    private static BackendCapability kprobeMulti() {
        return attempt(
                BackendType.KPROBE_MULTI,
                "the same as fentry; thousands of functions in seconds, at a higher cost",
                MULTI_FIX,
                () -> {
                    long address = KernelSymbols.load().address(FUNCTION);
                    if (address == 0) {
                        throw new UserException(
                                "the kernel hides the addresses of its functions:"
                                        + " sysctl kernel.kptr_restrict=1");
                    }
                    try (BpfObject object =
                            TrialProgram.loadAs(
                                    "kprobe_works",
                                    BpfProgram.TYPE_KPROBE,
                                    BpfProgram.ATTACH_KPROBE_MULTI)) {
                        object.program("kprobe_works")
                                .attachKprobeMulti(new long[] {address}, new long[] {1}, false)
                                .close();
                    }
                });
    }

    private static BackendCapability restricted() {
        return attempt(
                BackendType.RESTRICTED,
                "devices, netfilter hooks and tracepoints; no functions",
                RESTRICTED_FIX,
                () -> {
                    requireNetAdmin();
                    TrialProgram.load("raw_tracepoint_works").close();
                    TrialProgram.load("tc_works").close();
                    TrialProgram.loadAs(
                                    "netfilter_works",
                                    BpfProgram.TYPE_NETFILTER,
                                    BpfProgram.ATTACH_NETFILTER)
                            .close();
                });
    }

    private static void requireNetAdmin() {
        if (!Privileges.read().has(Privilege.CAP_NET_ADMIN)) {
            throw new UserException("it needs root or CAP_NET_ADMIN");
        }
    }

    /** Attaches one function and returns the time in milliseconds. */
    private static long attachFunction(String program) {
        try (BpfObject object = TrialProgram.loadFor(program, FUNCTION)) {
            long start = System.nanoTime();
            Link link = object.program(program).attachFunction();
            long nanos = System.nanoTime() - start;
            link.close();
            return TimeUnit.NANOSECONDS.toMillis(nanos);
        }
    }

    private static BackendCapability attempt(
            BackendType type, String sees, String fix, Runnable work) {
        return new BackendCapability(type, tried(type.toString(), sees, fix, work), false);
    }

    private static Capability tried(String name, String sees, String fix, Runnable work) {
        try {
            work.run();
            return new Capability(name, true, sees, "");
        } catch (NativeException | BpfLoadException | UserException e) {
            return new Capability(name, false, e.getMessage(), fix);
        }
    }
}
