package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.recording.RecordingSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What a finished recording says for itself. */
final class SummaryText {
    private static final Duration WORTH_SAYING = Duration.ofSeconds(2);

    private SummaryText() {}

    static void print(PrintWriter err, Path output, RecordingSummary summary, long ringBytes) {
        err.printf(
                "%s: %,d events of %,d packets in %s, %s"
                        + " (%s; %d probes, %d refused; ended by %s)%n",
                output,
                summary.events(),
                summary.packets(),
                DurationText.show(summary.elapsed()),
                new ByteCount(summary.bytes()),
                summary.backend(),
                summary.attached(),
                summary.refused(),
                summary.stopReason());
        if (summary.attach().plus(summary.detach()).compareTo(WORTH_SAYING) > 0) {
            err.printf(
                    "attaching took %s, detaching %s%n",
                    DurationText.show(summary.attach()), DurationText.show(summary.detach()));
        }
        if (summary.commandStatus() > 0) {
            err.printf("the command's exit code was %d%n", summary.commandStatus());
        }
        if (summary.forgotten() > 0) {
            err.printf("%,d other packets were forgotten%n", summary.forgotten());
        }
        for (Map.Entry<LossCause, Long> loss : summary.lost().entrySet()) {
            err.printf(
                    "WARNING: %,d lost, %s: %s%n",
                    loss.getValue(), loss.getKey().text(), LossAdvice.of(loss.getKey(), ringBytes));
        }
    }
}
