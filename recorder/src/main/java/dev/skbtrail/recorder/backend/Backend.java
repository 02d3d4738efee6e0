package dev.skbtrail.recorder.backend;

import dev.skbtrail.recorder.capability.BackendType;
import dev.skbtrail.recorder.load.KernelSide;
import java.util.List;

/**
 * A mechanism that gets events out of the kernel: loaded by {@link Backends}, attached once,
 * detached by closing.
 */
public final class Backend implements ProbeSet, AutoCloseable {
    /** The part that differs between back-ends. */
    interface Attacher {
        /** Attaches what it can; returns one status for each requested probe, in their order. */
        List<ProbeStatus> attach(
                KernelSide kernel, Attachments attachments, AttachListener listener);
    }

    private final BackendType type;
    private final KernelSide kernel;
    private final Attacher attacher;
    private final Attachments attachments = new Attachments();

    Backend(BackendType type, KernelSide kernel, Attacher attacher) {
        this.type = type;
        this.kernel = kernel;
        this.attacher = attacher;
    }

    public BackendType type() {
        return type;
    }

    /** The loaded BPF programs. */
    public KernelSide kernel() {
        return kernel;
    }

    @Override
    public List<ProbeStatus> attach(AttachListener listener) {
        kernel.setClosed(true);
        return attacher.attach(kernel, attachments, listener);
    }

    @Override
    public void open() {
        kernel.setClosed(false);
    }

    @Override
    public long missed() {
        return attachments.missed() + kernel.missed();
    }

    @Override
    public void detach() {
        kernel.setClosed(true);
        attachments.detachAll();
    }

    /** Detaches and unloads. */
    @Override
    public void close() {
        try (kernel) {
            detach();
        }
    }
}
