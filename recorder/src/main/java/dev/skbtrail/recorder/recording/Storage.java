package dev.skbtrail.recorder.recording;

/** The target of a recording, as seen by the writer thread. */
interface Storage {
    /** Size so far, bytes. */
    long bytes();

    /**
     * Makes sure that nothing written so far is lost if the process dies.
     *
     * @return false: not now, try again soon
     */
    boolean checkpoint();

    /**
     * Goes on in the next file if it is time for that. Called several times a second, between two
     * batches.
     */
    void rotateIfDue();
}
