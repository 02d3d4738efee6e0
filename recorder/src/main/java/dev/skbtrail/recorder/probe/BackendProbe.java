package dev.skbtrail.recorder.probe;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.kernel.KernelSymbols;
import dev.skbtrail.recorder.libbpf.BpfLoadException;
import dev.skbtrail.recorder.libbpf.BpfObject;
import dev.skbtrail.recorder.libbpf.BpfProgram;
import dev.skbtrail.recorder.libbpf.BpfSystem;
import dev.skbtrail.recorder.libbpf.Link;
import dev.skbtrail.recorder.libbpf.NativeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds out what this kernel allows, by trying it: with the smallest program of each kind. */
public final class BackendProbe {
    /** Every kernel with IPv4 has it, and its first argument is an sk_buff. */
    private static final String FUNCTION = "ip_rcv";

    private static final String TRACING_FIX =
            "needs a kernel with CONFIG_KPROBES or BTF trampolines and without lockdown=confidentiality";
    private static final String MULTI_FIX =
            "needs Linux 5.18 or newer with CONFIG_FPROBE, and no lockdown=confidentiality";
    private static final String RESTRICTED_FIX =
            "needs Linux 6.6 or newer (tcx), with CONFIG_NETFILTER_BPF_LINK";

    /** What one function may take to attach: kprobes take less, also in an emulator. */
    private static final long SLOW_MILLIS = 200;

    /** The back-ends, best first. */
    static final List<String> NAMES = List.of("fentry", "kprobe.multi", "kprobe", "restricted");

    /** The same for so many functions that attaching one by one would take long. */
    static final List<String> NAMES_FOR_MANY =
            List.of("kprobe.multi", "fentry", "kprobe", "restricted");

    private BackendProbe() {}

    /**
     * Version of the libbpf that all of them need, such as v1.1.
     *
     * @throws UserException when there is none
     */
    public static String libraryVersion() {
        return BpfSystem.libraryVersion();
    }

    /** The back-ends, best first. Needs the privileges of a recording. */
    public static List<Capability> capabilities() {
        return NAMES.stream().map(BackendProbe::capability).toList();
    }

    /** One of them by its name. */
    static Capability capability(String name) {
        return switch (name) {
            case "fentry" -> fentry();
            case "kprobe.multi" -> kprobeMulti();
            case "kprobe" -> kprobe();
            case "restricted" -> restricted();
            default -> throw new IllegalArgumentException("no such back-end: " + name);
        };
    }

    /**
     * Some kernels wait at each attachment; how long is measured, like everything here, for with a
     * hundred functions another back-end may begin sooner.
     */
    private static Capability fentry() {
        String sees = "functions, their return values and every header field";
        long[] attach = new long[1];
        Capability works =
                attempt(
                        "fentry",
                        sees,
                        TRACING_FIX,
                        () -> {
                            attach[0] = attachFunction("fentry_works");
                            attachFunction("fexit_works");
                        });
        if (!works.available() || attach[0] < SLOW_MILLIS) {
            return works;
        }
        String detail = sees + "; but %d ms for each of them to begin".formatted(attach[0]);
        return new Capability("fentry", true, detail, "", true);
    }

    /**
     * The one that a recording uses when the user does not say.
     *
     * @param candidates best first; asked one after the other, for asking takes time
     * @param refusals gets one line for each that cannot be used
     * @return null when none can
     */
    static Capability best(Stream<Capability> candidates, List<String> refusals) {
        Capability slow = null;
        for (Capability candidate : (Iterable<Capability>) candidates::iterator) {
            if (!candidate.available()) {
                refusals.add(candidate.name() + ": " + candidate.detail());
            } else if (candidate.isSlow()) {
                slow = candidate;
            } else {
                boolean isLess = candidate.name().equals("restricted");
                return slow != null && isLess ? slow : candidate;
            }
        }
        return slow;
    }

    /** The same, of capabilities that are known; null when a recording is not possible. */
    public static Capability best(List<Capability> candidates) {
        return best(candidates.stream(), new ArrayList<>());
    }

    private static Capability kprobe() {
        return attempt(
                "kprobe",
                "functions, their return values and every header field, at a higher cost",
                TRACING_FIX,
                () -> {
                    try (BpfObject object = load("kprobe_works", null, 0, 0)) {
                        object.program("kprobe_works").attachKprobe(FUNCTION, false, 1).close();
                    }
                });
    }

    private static Capability kprobeMulti() {
        return attempt(
                "kprobe.multi",
                "the same as fentry; thousands of functions in seconds, at a higher cost",
                MULTI_FIX,
                () -> {
                    long address = KernelSymbols.load().address(FUNCTION);
                    if (address == 0) {
                        throw new UserException(
                                "the kernel hides the addresses of its functions:"
                                        + " sysctl kernel.kptr_restrict=1");
                    }
                    int type = BpfProgram.TYPE_KPROBE;
                    int attach = BpfProgram.ATTACH_KPROBE_MULTI;
                    try (BpfObject object = load("kprobe_works", null, type, attach)) {
                        object.program("kprobe_works")
                                .attachKprobeMulti(new long[] {address}, new long[] {1}, false)
                                .close();
                    }
                });
    }

    private static Capability restricted() {
        return attempt(
                "restricted",
                "devices, netfilter hooks and tracepoints; no functions",
                RESTRICTED_FIX,
                () -> {
                    load("raw_tracepoint_works", null, 0, 0).close();
                    load("tc_works", null, 0, 0).close();
                    load(
                                    "netfilter_works",
                                    null,
                                    BpfProgram.TYPE_NETFILTER,
                                    BpfProgram.ATTACH_NETFILTER)
                            .close();
                });
    }

    /**
     * Whether an atomic addition may return the old value. Before 5.12 the verifier refuses it;
     * later some architectures' JIT compilers did.
     */
    static boolean fetches() {
        return attempt("", "", "", () -> load("fetch_works", null, 0, 0).close()).available();
    }

    /** How long attaching took, in milliseconds. */
    private static long attachFunction(String program) {
        try (BpfObject object = load(program, FUNCTION, 0, 0)) {
            long start = System.nanoTime();
            Link link = object.program(program).attachFunction();
            long nanos = System.nanoTime() - start;
            link.close();
            return TimeUnit.NANOSECONDS.toMillis(nanos);
        }
    }

    private static BpfObject load(String wanted, String target, int type, int attachType) {
        BpfObject object = BpfObject.open(KernelSide.read("capability.bpf.o"));
        for (BpfProgram program : object.programs()) {
            program.setAutoload(program.name().equals(wanted));
        }
        if (target != null) {
            object.program(wanted).setTarget(target);
        }
        if (type != 0) {
            object.program(wanted).setType(type, attachType);
        }
        try {
            object.load();
            return object;
        } catch (RuntimeException e) {
            object.close();
            throw e;
        }
    }

    private static Capability attempt(String name, String sees, String fix, Runnable work) {
        try {
            work.run();
            return new Capability(name, true, sees, "");
        } catch (NativeException | BpfLoadException | UserException e) {
            return new Capability(name, false, e.getMessage(), fix);
        }
    }
}
