package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.recording.DropSite;
import dev.skbtrail.recorder.recording.PartName;
import dev.skbtrail.recorder.recording.RecordingSummary;
import dev.skbtrail.recorder.recording.WrittenParts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The summary of a finished recording. */
final class SummaryText {
    private static final Duration WORTH_SAYING = Duration.ofSeconds(2);

    /** Maximum number of drop sites that are listed. */
    private static final int NAMED = 5;

    private SummaryText() {}

    static void print(PrintWriter err, Path output, RecordingSummary summary, long ringBytes) {
        err.printf(
                "%s: %,d events of %,d packets in %s, %s"
                        + " (%s; %d probes, %d refused; ended by %s)%n",
                summary.parts() == null ? output : parts(summary.parts()),
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
        if (!summary.drops().isEmpty()) {
            err.println(drops(summary.drops()));
        }
        if (summary.unprinted() > 0) {
            err.printf(
                    "%,d events were not printed, for they came too fast; the trace has them%n",
                    summary.unprinted());
        }
        if (summary.events() > 0) {
            err.printf(
                    "next: skbtrail explain %1$s; skbtrail drops %1$s%n",
                    traces(output, summary.parts()));
        }
        warn(err, summary, ringBytes);
    }

    private static String traces(Path output, WrittenParts parts) {
        if (parts == null) {
            return quoted(output);
        }
        return parts.areDumps() ? quoted(parts.last()) : allParts(output);
    }

    /** The first and the last of the parts that are there. */
    private static String parts(WrittenParts parts) {
        String names =
                parts.kept() == 1 ? parts.last().toString() : parts.first() + " to " + parts.last();
        String deleted =
                parts.kept() < parts.written()
                        ? (parts.areDumps() ? " (of %,d)" : " (the last of %,d)")
                                .formatted(parts.written())
                        : "";
        return "%,d %s%s%s, %s"
                .formatted(
                        parts.kept(),
                        parts.areDumps() ? "dump" : "part",
                        parts.kept() == 1 ? "" : "s",
                        deleted,
                        names);
    }

    /** All parts of a recording as words for the shell. */
    static String allParts(Path output) {
        return quoted(PartName.before(output)) + PartName.after(output);
    }

    /** Warns about problems of the recording that the user must know. */
    static void warn(PrintWriter err, RecordingSummary summary, long ringBytes) {
        for (Map.Entry<LossCause, Long> loss : summary.lost().entrySet()) {
            err.printf(
                    "WARNING: %,d lost, %s: %s%n",
                    loss.getValue(), loss.getKey().text(), LossAdvice.of(loss.getKey(), ringBytes));
        }
    }

    /** The most frequent drops in one line. */
    static String drops(List<DropSite> sites) {
        List<String> parts =
                sites.stream()
                        .limit(NAMED)
                        .map(SummaryText::drop)
                        .collect(Collectors.toCollection(ArrayList::new));
        long others = packets(sites.stream().skip(NAMED));
        if (others > 0) {
            parts.add("%,d elsewhere".formatted(others));
        }
        return "%,d frees that the kernel calls drops: %s"
                .formatted(packets(sites.stream()), String.join(", ", parts));
    }

    private static long packets(Stream<DropSite> sites) {
        return sites.mapToLong(DropSite::packets).sum();
    }

    private static String drop(DropSite site) {
        String reason = site.reason().isEmpty() ? "" : site.reason() + " ";
        return "%,d %sin %s".formatted(site.packets(), reason, site.function());
    }

    /** A file name quoted as one word for the shell. */
    static String quoted(Path file) {
        String name = file.toString();
        return name.matches("[\\w./+:=@%-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
    }
}
