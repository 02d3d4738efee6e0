package dev.skbtrail.recorder.backend;

import java.util.List;

/** Probes that are attached once, opened, and detached. */
public interface ProbeSet {
    /**
     * Attaches what it can. No event is reported before {@link #open}: with only some of the probes
     * attached, one packet might be mistaken for another.
     *
     * @return the outcome for each probe, in the order of their numbers
     */
    List<ProbeStatus> attach(AttachListener listener);

    /** Starts reporting events. */
    void open();

    /**
     * How often the kernel skipped a probe because another one was running on that CPU; call before
     * detaching.
     */
    long missed();

    /** Detaches; no further events are produced. Events in the rings can still be drained. */
    void detach();
}
