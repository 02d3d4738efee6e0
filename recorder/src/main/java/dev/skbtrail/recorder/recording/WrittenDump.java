package dev.skbtrail.recorder.recording;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A window that was written out.
 *
 * @param cause null: the recording ended, and no trigger had fired
 * @param parts number of its traces
 * @param bytes their size
 * @param before time that it covers before the trigger, or before the end
 * @param deleted an older dump that was deleted for it; null: none
 */
public record WrittenDump(
        Path directory, DumpCause cause, int parts, long bytes, Duration before, Path deleted) {}
