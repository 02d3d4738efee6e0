package dev.skbtrail.recorder.snapshot;

import java.time.Duration;

/**
 * Limits of a snapshot: its size in bytes of JSON, and its time.
 *
 * @param part size of one part of one namespace
 * @param all size of all namespaces at one point in time: there are two, start and end
 * @param tool time after which a tool is killed, and not run again
 */
record Limits(long part, long all, Duration tool) {
    /** Nothing waits for a slow tool while the probes are being attached. */
    static final Limits START = new Limits(256 << 10, 1 << 20, Duration.ofSeconds(10));

    static final Limits END = new Limits(256 << 10, 1 << 20, Duration.ofSeconds(2));
}
