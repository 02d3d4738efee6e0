package dev.skbtrail.recorder.backend;

/** Receives the progress of attaching: hundreds of probes take seconds. */
public interface AttachListener {
    /**
     * @param done probes tried so far, whether they could be attached or not
     * @param all probes to attach in total
     */
    void onProbes(int done, int all);
}
