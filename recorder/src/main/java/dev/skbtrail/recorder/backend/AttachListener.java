package dev.skbtrail.recorder.backend;

/** Hears how attaching goes on: hundreds of probes take seconds. */
public interface AttachListener {
    /**
     * @param done probes that were tried, whether they could be attached or not
     * @param all probes that will be
     */
    void onProbes(int done, int all);
}
