package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** One program of an opened {@link BpfObject}. */
public final class BpfProgram {
    /** {@code BPF_PROG_TYPE_*} and {@code BPF_*} attach types, include/uapi/linux/bpf.h. */
    public static final int TYPE_KPROBE = 2;

    public static final int TYPE_NETFILTER = 32;

    public static final int ATTACH_KPROBE_MULTI = 42;
    public static final int ATTACH_NETFILTER = 45;
    public static final int ATTACH_TCX_INGRESS = 46;
    public static final int ATTACH_TCX_EGRESS = 47;

    /**
     * {@code struct bpf_kprobe_opts}: size, cookie, offset, retprobe; then libbpf's own padding.
     */
    private static final int KPROBE_OPTIONS = 32;

    /**
     * {@code struct bpf_kprobe_multi_opts}: size, symbols, addresses, cookies, count, retprobe;
     * then padding.
     */
    private static final int KPROBE_MULTI_OPTIONS = 48;

    /** Returned by libbpf where the kernel has no attach cookies (before 5.15). */
    private static final int EOPNOTSUPP = 95;

    /** Whether this kernel has no cookies; known after the first try. */
    private static volatile boolean cookiesUnknown;

    private final Pointer object;
    private final Pointer program;

    /** Null until it is first requested. */
    private ProgramTemplate template;

    /**
     * @param object that it belongs to
     */
    BpfProgram(Pointer object, Pointer program) {
        this.object = object;
        this.program = program;
    }

    public String name() {
        return Natives.bpf().bpf_program__name(program);
    }

    /** Whether {@link BpfObject#load} loads it. */
    public void setAutoload(boolean autoload) {
        Natives.check(
                "bpf_program__set_autoload",
                Natives.bpf().bpf_program__set_autoload(program, autoload));
    }

    /** Sets a type that the installed libbpf may be too old to know by section name. */
    public void setType(int type, int attachType) {
        Natives.check("bpf_program__set_type", Natives.bpf().bpf_program__set_type(program, type));
        Natives.check(
                "bpf_program__set_expected_attach_type",
                Natives.bpf().bpf_program__set_expected_attach_type(program, attachType));
    }

    /** The function that an fentry or fexit program is verified against. */
    public void setTarget(String function) {
        Natives.check(
                "bpf_program__set_attach_target " + function,
                Natives.bpf().bpf_program__set_attach_target(program, 0, function));
    }

    /** How often the kernel skipped the program; 0 when it is not loaded. */
    public long misses() {
        int fd = Natives.bpf().bpf_program__fd(program);
        return fd < 0 ? 0 : ProgramInfo.misses(fd);
    }

    /** File descriptor; after load. */
    public int fd() {
        return Natives.check("bpf_program__fd", Natives.bpf().bpf_program__fd(program));
    }

    /** The instructions after relocation by libbpf for this kernel; after load, from any thread. */
    public synchronized ProgramTemplate template() {
        if (template == null) {
            template = readTemplate();
        }
        return template;
    }

    private ProgramTemplate readTemplate() {
        long bytes = Natives.bpf().bpf_program__insn_cnt(program).longValue() * Long.BYTES;
        Pointer insns =
                Natives.checkPointer(
                        "bpf_program__insns", Natives.bpf().bpf_program__insns(program));
        byte[] instructions = insns.getByteArray(0, (int) bytes);
        int types = Natives.bpf().bpf_object__btf_fd(object);
        return new ProgramTemplate(instructions, FunctionInfo.of(instructions, fd(), types));
    }

    /** Attaches an fentry or fexit program to its {@linkplain #setTarget target}; after load. */
    public Link attachFunction() {
        int result = Natives.bpf().bpf_raw_tracepoint_open(null, fd());
        return Link.of(Natives.check("bpf_raw_tracepoint_open", result));
    }

    /**
     * Attaches to a function as a kprobe or, with {@code atReturn}, a kretprobe.
     *
     * @param cookie what the program gets from bpf_get_attach_cookie: the probe's number in the
     *     lower half, its traits in the upper half. Without cookies, a copy of the program is
     *     loaded with these two values patched in.
     */
    public Link attachKprobe(String function, boolean atReturn, long cookie) {
        if (cookiesUnknown) {
            return attachCopy(function, atReturn, cookie);
        }
        try {
            return attachWithCookie(function, atReturn, cookie);
        } catch (NativeException e) {
            if (e.errno() != EOPNOTSUPP) {
                throw e;
            }
            cookiesUnknown = true;
            return attachCopy(function, atReturn, cookie);
        }
    }

    private Link attachCopy(String function, boolean atReturn, long cookie) {
        int traits = (int) (cookie >>> Integer.SIZE);
        // The probe keeps the copy loaded.
        try (LoadedProgram copy =
                template().load(TYPE_KPROBE, AttachTarget.NONE, (int) cookie, traits)) {
            return copy.attachKprobe(function, atReturn);
        }
    }

    private Link attachWithCookie(String function, boolean atReturn, long cookie) {
        try (Memory options = Natives.zeroed(KPROBE_OPTIONS)) {
            options.setLong(0, KPROBE_OPTIONS);
            options.setLong(8, cookie);
            options.setByte(24, (byte) (atReturn ? 1 : 0));
            Pointer link =
                    Natives.bpf().bpf_program__attach_kprobe_opts(program, function, options);
            return Link.of(Natives.checkPointer("kprobe " + function, link));
        }
    }

    /**
     * Attaches to many functions at once, at their entries or, with {@code atReturn}, their
     * returns. The program must have been loaded for {@link #ATTACH_KPROBE_MULTI}.
     *
     * @param addresses of the functions; the kernel refuses all when it refuses one
     * @param cookies what the program gets from bpf_get_attach_cookie, for each address
     */
    public Link attachKprobeMulti(long[] addresses, long[] cookies, boolean atReturn) {
        try (Memory options = Natives.zeroed(KPROBE_MULTI_OPTIONS);
                Memory addressArray = Natives.array(addresses);
                Memory cookieArray = Natives.array(cookies)) {
            options.setLong(0, KPROBE_MULTI_OPTIONS);
            options.setPointer(16, addressArray);
            options.setPointer(24, cookieArray);
            options.setLong(32, addresses.length);
            options.setByte(40, (byte) (atReturn ? 1 : 0));
            Pointer link =
                    Natives.bpf().bpf_program__attach_kprobe_multi_opts(program, null, options);
            return Link.of(
                    Natives.checkPointer(
                            "kprobe.multi of " + addresses.length + " functions", link));
        }
    }
}
