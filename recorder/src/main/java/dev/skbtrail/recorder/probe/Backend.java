package dev.skbtrail.recorder.probe;

import java.util.List;

/**
 * A way to get events out of the kernel: loaded by its factory, attached once, detached by closing.
 */
public interface Backend extends AutoCloseable {
    /** fentry, kprobe or restricted. */
    String name();

    /** Its programs in the kernel. */
    KernelSide kernel();

    /**
     * Attaches what it can of the probes it was made for; from here on events come.
     *
     * @return what became of each, in the order of their numbers
     */
    List<ProbeStatus> attach();

    /**
     * How often the kernel did not run a probe, because one was running on that CPU; before
     * detaching.
     */
    long missed();

    /** Detaches; no event comes after it. What is in the rings can still be drained. */
    void detach();

    /** Detaches and unloads. */
    @Override
    void close();
}
