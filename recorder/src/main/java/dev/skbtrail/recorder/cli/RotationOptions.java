package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.kernel.KernelBtf;
import dev.skbtrail.recorder.kernel.KernelSymbols;
import dev.skbtrail.recorder.recording.FlightRule;
import dev.skbtrail.recorder.recording.RotationRule;
import dev.skbtrail.recorder.trigger.Trigger;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** When to go on in a new file, and which files stay. */
final class RotationOptions {
    private static final Duration MIN_TIME = Duration.ofSeconds(1);

    @Option(
            names = "--rotate",
            paramLabel = "SIZE|TIME",
            split = ",",
            description =
                    "Write a sequence of traces, t.20261201T061454Z.parquet for -o t.parquet, and go"
                            + " on in the next one at this size (100M), after this time (60s; 10m is"
                            + " ten minutes, 10M a size), or at whichever comes first (100M,60s).")
    private List<String> limits = List.of();

    @Option(
            names = "--keep",
            paramLabel = "N",
            description =
                    "With --rotate: keep the last N of these traces, delete the older ones. With"
                            + " --flight-recorder: keep N of the directories written out; default:"
                            + " 10.")
    private Integer keep;

    @Mixin private FlightOptions flight;

    /**
     * @throws IllegalArgumentException when a limit is wrong, given twice or too small
     */
    RotationRule rule() {
        Duration time = null;
        ByteCount size = null;
        for (String limit : limits) {
            if (isTime(limit) ? time != null : size != null) {
                throw new IllegalArgumentException(
                        "'--rotate %s' names two %s: give one"
                                .formatted(
                                        String.join(",", limits),
                                        isTime(limit) ? "times" : "sizes"));
            }
            if (isTime(limit)) {
                time = time(limit);
            } else {
                size = size(limit);
            }
        }
        requireKeep();
        FlightRule rule = flight.rule(keep);
        if (rule != null) {
            return rule.rotation();
        }
        return new RotationRule(size == null ? 0 : size.bytes(), time, keep == null ? 0 : keep);
    }

    /** In lower case, as in 10m, it is minutes. */
    private static boolean isTime(String limit) {
        return limit.matches(".*[smh]");
    }

    private static Duration time(String limit) {
        Duration time = DurationText.parse(limit);
        if (time.compareTo(MIN_TIME) < 0) {
            throw new IllegalArgumentException(
                    "'--rotate %s' is less than the second that tells the files apart: give at"
                                    .formatted(limit)
                            + " least 1s");
        }
        return time;
    }

    private static ByteCount size(String limit) {
        ByteCount size;
        try {
            size = ByteCount.parse(limit);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'--rotate %s' is neither a size nor a time: write it like 100M or 60s"
                            .formatted(limit),
                    e);
        }
        if (size.bytes() < StopOptions.MIN_BYTES) {
            throw new IllegalArgumentException(
                    "'--rotate %s' is less than a trace is written in: give at least 1M"
                            .formatted(limit));
        }
        return size;
    }

    /**
     * The triggers, which this kernel can fire.
     *
     * @throws IllegalArgumentException naming one that it cannot
     */
    List<Trigger> knownTriggers() {
        return flight.knownTriggers(KernelBtf::load, KernelSymbols::load);
    }

    private void requireKeep() {
        if (flight.isUsed() && !limits.isEmpty()) {
            throw new IllegalArgumentException(
                    "--rotate keeps all or the last N traces, --flight-recorder what triggers ask"
                            + " for: give one of them");
        }
        if (keep != null && limits.isEmpty() && !flight.isUsed()) {
            throw new IllegalArgumentException(
                    "'--keep %d' needs --rotate: there is only one trace".formatted(keep));
        }
        if (keep != null && keep <= 0) {
            throw new IllegalArgumentException(
                    "'--keep %d' would keep nothing: give at least 1".formatted(keep));
        }
    }
}
