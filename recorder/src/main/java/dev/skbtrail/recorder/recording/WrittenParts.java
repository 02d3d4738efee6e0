package dev.skbtrail.recorder.recording;

import java.nio.file.Path;

/**
 * The traces of a recording with {@code --rotate}, or the dumps of a flight recorder.
 *
 * @param areDumps which of the two
 * @param written how many there were
 * @param kept how many of them were not deleted
 * @param first the oldest one that was not deleted
 * @param last the newest one
 */
public record WrittenParts(boolean areDumps, int written, int kept, Path first, Path last) {}
