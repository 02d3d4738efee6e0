package dev.skbtrail.recorder.snapshot;

/** A source of one part of the configuration, for the network namespace of the calling thread. */
interface Source {
    Part part();

    /** A file, or a command line. */
    String text();

    /**
     * @param items gets the items
     * @param deadline when to stop reading
     * @return why not everything is known, in one line; null when nothing failed
     */
    String read(Items items, Deadline deadline);
}
