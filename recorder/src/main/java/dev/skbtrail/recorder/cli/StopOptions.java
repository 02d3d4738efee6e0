package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.recording.StopCondition;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** When to stop. */
final class StopOptions {
    /** A trace is not written in smaller pieces. */
    static final long MIN_BYTES = 1 << 20;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "Stop after this time: 500ms, 10s, 2m, 1h.")
    private Duration duration;

    @Option(
            names = "--packets",
            paramLabel = "N",
            description = "Record N packets, then stop after giving them a second to finish.")
    private Long packets;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "Stop when N events have been recorded.")
    private Long events;

    @Option(
            names = "--bytes",
            paramLabel = "SIZE",
            description =
                    "Stop when the trace has reached this size: 100M, 2G. Checked each time about"
                            + " 300 kB are written.")
    private ByteCount bytes;

    /**
     * @param command the recording ends when this program ends; empty: none
     * @throws IllegalArgumentException when a limit is not positive
     */
    StopCondition condition(List<String> command) {
        return new StopCondition(
                duration,
                positive("--packets", packets),
                positive("--events", events),
                bytes == null ? 0 : large(bytes.bytes()),
                command);
    }

    private static long large(long bytes) {
        if (bytes < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "'--bytes " + bytes + "' is less than a trace is written in: give at least 1M");
        }
        return bytes;
    }

    private static long positive(String option, Long limit) {
        if (limit != null && limit <= 0) {
            throw new IllegalArgumentException(
                    "'%s %d' would record nothing: give at least 1".formatted(option, limit));
        }
        return limit == null ? 0 : limit;
    }
}
