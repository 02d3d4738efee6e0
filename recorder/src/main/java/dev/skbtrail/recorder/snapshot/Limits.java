package dev.skbtrail.recorder.snapshot;

/**
 * How large a snapshot may be, bytes of JSON.
 *
 * @param part of one part of one namespace
 * @param all of all namespaces at one moment: there are two, start and end
 */
record Limits(long part, long all) {
    static final Limits USUAL = new Limits(256 << 10, 1 << 20);
}
