package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Pointer;

/** An attached program; closing detaches it. */
public final class Link implements AutoCloseable {
    private Runnable detach;

    private Link(Runnable detach) {
        this.detach = detach;
    }

    static Link of(Pointer libbpfLink) {
        return new Link(() -> Natives.bpf().bpf_link__destroy(libbpfLink));
    }

    static Link of(int fd) {
        return new Link(() -> Natives.C.close(fd));
    }

    @Override
    public void close() {
        if (detach != null) {
            detach.run();
            detach = null;
        }
    }
}
