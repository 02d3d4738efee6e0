package dev.skbtrail.recorder.recording;

/** What a recording is written to, as the thread that writes sees it. */
interface Storage {
    /** Size so far, bytes. */
    long bytes();

    /**
     * From now on nothing that was written before is lost when the process dies.
     *
     * @return false: not now, ask again soon
     */
    boolean checkpoint();
}
