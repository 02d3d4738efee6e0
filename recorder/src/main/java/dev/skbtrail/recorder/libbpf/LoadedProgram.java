package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.Native;

/** A copy of a template in the kernel. Its links keep it there even when it is closed. */
public final class LoadedProgram implements AutoCloseable {
    private static final long SYS_BPF = System.getProperty("os.arch").equals("aarch64") ? 280 : 321;
    private static final int BPF_LINK_CREATE = 28;

    /**
     * {@code link_create} of union bpf_attr: prog_fd, target_fd, attach_type, flags, then
     * netfilter's own.
     */
    private static final int LINK_ATTRIBUTES = 64;

    private final int fd;

    LoadedProgram(int fd) {
        this.fd = fd;
    }

    /** To a raw tracepoint. */
    public Link attachTracepoint(String name) {
        return link("raw_tracepoint " + name, Natives.bpf().bpf_raw_tracepoint_open(name, fd));
    }

    /** An fentry or fexit program to the function that it was loaded for. */
    public Link attachFunction() {
        return link("bpf_raw_tracepoint_open", Natives.bpf().bpf_raw_tracepoint_open(null, fd));
    }

    /**
     * To an interface of the calling thread's network namespace.
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
     * To a netfilter hook of the calling thread's network namespace; the installed libbpf may not
     * know how.
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

    /** How often the kernel did not run it, because a program was running on that CPU already. */
    public long misses() {
        return ProgramInfo.misses(fd);
    }

    /** To a function as a kprobe or, with {@code atReturn}, a kretprobe. */
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
