package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Pointer;

/** An attached program; closing detaches it. */
public final class Link implements AutoCloseable {
    private final int fd;
    private Runnable detach;

    private Link(int fd, Runnable detach) {
        this.fd = fd;
        this.detach = detach;
    }

    static Link of(Pointer libbpfLink) {
        LibBpf bpf = Natives.bpf();
        return new Link(bpf.bpf_link__fd(libbpfLink), () -> bpf.bpf_link__destroy(libbpfLink));
    }

    static Link of(int fd) {
        return new Link(fd, () -> Natives.C.close(fd));
    }

    /**
     * How often the kernel did not reach the program because too many calls of the function were in
     * progress; 0 where it does not count this (before 6.7) or there is nothing to count.
     */
    public long misses() {
        return detach == null ? 0 : LinkInfo.misses(fd);
    }

    @Override
    public void close() {
        if (detach != null) {
            detach.run();
            detach = null;
        }
    }
}
