package dev.skbtrail.recorder.backend;

import java.util.List;

/** Probes that are attached once, opened, and detached. */
public interface ProbeSet {
    /**
     * Attaches what it can. No event comes before {@link #open}: with some of the probes on, one
     * packet might be taken for another.
     *
     * @return what became of each probe, in the order of their numbers
     */
    List<ProbeStatus> attach(AttachListener listener);

    /** From here on events come. */
    void open();

    /**
     * How often the kernel did not run a probe, because one was running on that CPU; before
     * detaching.
     */
    long missed();

    /** Detaches; no event comes after it. What is in the rings can still be drained. */
    void detach();
}
