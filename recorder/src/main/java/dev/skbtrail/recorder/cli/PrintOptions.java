package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.live.Colors;
import dev.skbtrail.recorder.live.Shown;
import dev.skbtrail.recorder.live.TimeText;
import dev.skbtrail.recorder.recording.LiveView;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** What is printed during the recording. */
final class PrintOptions {
    /** How the time of an event is shown. */
    private enum Clock {
        ABSOLUTE,
        RELATIVE
    }

    /** Set by the launcher when standard output is a terminal and NO_COLOR is not set. */
    private static final String COLORS = "skbtrail.colors";

    @Option(
            names = "--print",
            paramLabel = "WHAT",
            description = {
                "Print a line for each of these while recording: drops, packets (the first event of"
                        + " each) or events. What comes too fast to be printed is in the trace all"
                        + " the same, and counted."
            })
    private Shown shown;

    @Option(
            names = "--print-time",
            paramLabel = "HOW",
            defaultValue = "absolute",
            description =
                    "absolute (local time) or relative (seconds since the first line). Default:"
                            + " ${DEFAULT-VALUE}.")
    private Clock clock;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing about the recording itself but errors and losses.")
    private boolean quiet;

    boolean isQuiet() {
        return quiet;
    }

    /** Whether event lines and the progress line would share a terminal. */
    boolean usesTerminal() {
        return shown != null;
    }

    private TimeText time() {
        return clock == Clock.ABSOLUTE
                ? TimeText.absolute(ZoneId.systemDefault())
                : TimeText.relative();
    }

    /** Returns null if nothing is printed. */
    LiveView view() {
        return shown == null
                ? null
                : new LiveView(shown, time(), new Colors(Boolean.getBoolean(COLORS)), output());
    }

    /** Unlike the command's own output, not flushed after each line. */
    private static PrintStream output() {
        return new PrintStream(
                new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    }
}
