package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.recording.FlightRule;
import dev.skbtrail.recorder.recording.PartName;
import dev.skbtrail.recorder.recording.WrittenDump;
import dev.skbtrail.recorder.trigger.Fired;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What a flight recorder says while it runs. */
final class FlightText {
    private FlightText() {}

    /** What is recorded, and what writes it out. */
    static String start(Path output, FlightRule rule, long pid) {
        String triggers =
                rule.triggers().stream()
                        .map(trigger -> trigger + ", ")
                        .collect(Collectors.joining());
        return ("recording the newest %s to %s; Ctrl-C ends it%n"
                        + "written out to %s.TIME on: %sSIGUSR1 (kill -USR1 %d); %,d of these are"
                        + " kept%s")
                .formatted(
                        DurationText.show(rule.window()),
                        SummaryText.allParts(output),
                        SummaryText.quoted(PartName.before(output)),
                        triggers,
                        pid,
                        rule.dumps(),
                        rule.bytes() == 0 ? "" : ", in all at most " + new ByteCount(space(rule)));
    }

    /** What the dumps and the window can take, if no two of them have a trace in common. */
    private static long space(FlightRule rule) {
        return (rule.dumps() + 1) * rule.bytes();
    }

    /** Why a window was written out, and where to. */
    static String dump(WrittenDump dump) {
        Fired fired = dump.cause().first();
        long again = dump.cause().again();
        return "%s%s%s%s; the %s before it are in %s, %s%s"
                .formatted(
                        fired.trigger(),
                        fired.what().isEmpty() ? "" : ": " + fired.what(),
                        fired.hasPacket() ? ", packet " + fired.packet() : "",
                        again > 0 ? ", and %,d more".formatted(again) : "",
                        DurationText.show(dump.before()),
                        SummaryText.quoted(dump.directory()),
                        new ByteCount(dump.bytes()),
                        dump.deleted() == null ? "" : "; deleted " + dump.deleted());
    }
}
