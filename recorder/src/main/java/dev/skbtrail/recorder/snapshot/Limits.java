package dev.skbtrail.recorder.snapshot;

import java.time.Duration;

/**
 * How large a snapshot may be, bytes of JSON, and how long it may take.
 *
 * @param part of one part of one namespace
 * @param all of all namespaces at one moment: there are two, start and end
 * @param tool time after which a tool is killed, and not asked again
 */
record Limits(long part, long all, Duration tool) {
    /** While the probes are put on nobody waits for a slow tool. */
    static final Limits START = new Limits(256 << 10, 1 << 20, Duration.ofSeconds(10));

    static final Limits END = new Limits(256 << 10, 1 << 20, Duration.ofSeconds(2));
}
