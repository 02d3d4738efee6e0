package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.Native;

/** A loaded copy of a template. Its links keep it loaded even after it is closed. */
public final class LoadedProgram implements AutoCloseable {
    private static final long SYS_BPF = System.getProperty("os.arch").equals("aarch64") ? 280 : 321;
    private static final int BPF_LINK_CREATE = 28;

    /**
     * {@code link_create} of union bpf_attr: prog_fd, target_fd, attach_type, flags, then the
     * netfilter members.
     */
    private static final int LINK_ATTRIBUTES = 64;

    private final int fd;

    LoadedProgram(int fd) {
        this.fd = fd;
    }

    /** Attaches to a raw tracepoint. */
    public Link attachTracepoint(String name) {
        return link("raw_tracepoint " + name, Natives.bpf().bpf_raw_tracepoint_open(name, fd));
    }

    /** Attaches an fentry or fexit program to the function that it was loaded for. */
    public Link attachFunction() {
        return link("bpf_raw_tracepoint_open", Natives.bpf().bpf_raw_tracepoint_open(null, fd));
    }

    /**
     * Attaches to an interface of the calling thread's network namespace.
     *
     * @param direction {@link BpfProgram#ATTACH_TCX_INGRESS} or {@link
     *     BpfProgram#ATTACH_TCX_EGRESS}
     */
    public Link attachTcx(int ifindex, int direction) {
        AttachedPrograms.addOwn(fd);
        return link(
                "bpf_link_create tcx", Natives.bpf().bpf_link_create(fd, ifindex, direction, null));
    }

    /**
     * Attaches to a netfilter hook of the calling thread's network namespace. Does not use libbpf,
     * whose installed version may not support it.
     */
    public Link attachNetfilter(int family, int hook, int priority) {
        try (Memory attributes = Natives.zeroed(LINK_ATTRIBUTES)) {
            attributes.setInt(0, fd);
            attributes.setInt(8, BpfProgram.ATTACH_NETFILTER);
            attributes.setInt(16, family);
            attributes.setInt(20, hook);
            attributes.setInt(24, priority);
            long result = Natives.C.syscall(SYS_BPF, BPF_LINK_CREATE, attributes, LINK_ATTRIBUTES);
            return link(
                    "bpf_link_create netfilter",
                    result < 0 ? -Native.getLastError() : (int) result);
        }
    }

    /** How often the kernel skipped it because a program was already running on that CPU. */
    public long misses() {
        return ProgramInfo.misses(fd);
    }

    /** Attaches to a function as a kprobe or, with {@code atReturn}, a kretprobe. */
    public Link attachKprobe(String function, boolean atReturn) {
        int event = KprobeEvent.open(function, atReturn);
        try {
            KprobeEvent.enable(event, fd);
            return Link.of(event);
        } catch (NativeException e) {
            Natives.C.close(event);
            throw e;
        }
    }

    private static Link link(String operation, int result) {
        return Link.of(Natives.check(operation, result));
    }

    @Override
    public void close() {
        Natives.C.close(fd);
    }
}
