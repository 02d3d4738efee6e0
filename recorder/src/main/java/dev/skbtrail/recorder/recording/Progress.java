package dev.skbtrail.recorder.recording;

import java.time.Duration;

/**
 * The state of a running recording.
 *
 * @param events events recorded so far
 * @param packets packets seen so far
 * @param lost events that could not be recorded, for any cause
 * @param bytes written to the trace so far
 * @param elapsed since the probes were attached
 * @param pulse stands still while one of the two threads does
 */
public record Progress(
        long events, long packets, long lost, long bytes, Duration elapsed, long pulse) {}
