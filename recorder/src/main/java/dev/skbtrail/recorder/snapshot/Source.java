package dev.skbtrail.recorder.snapshot;

/** Where a part of the configuration is read, for the network namespace of the calling thread. */
interface Source {
    Part part();

    /** A file, or a command as it is typed. */
    String text();

    /**
     * @param items gets what there is
     * @param deadline after which no more is read
     * @return why not all is known, in one line; null when nothing failed
     */
    String read(Items items, Deadline deadline);
}
