package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.live.Colors;
import dev.skbtrail.recorder.live.Shown;
import dev.skbtrail.recorder.live.TimeText;
import java.io.PrintStream;

/**
 * What is printed while the recording runs.
 *
 * @param shown which events
 * @param out where
 */
public record LiveView(Shown shown, TimeText time, Colors colors, PrintStream out) {}
