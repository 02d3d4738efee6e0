package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.export.folded.Stacks;
import dev.skbtrail.analyzer.export.pcapng.Capture;
import dev.skbtrail.analyzer.export.pcapng.Section;
import dev.skbtrail.analyzer.export.perfetto.Timeline;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code skbtrail export TRACE... -o FILE}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write a trace for Wireshark, Perfetto or flame graphs.",
        footer = {
            "",
            "pcapng, for Wireshark: an interface for each device of each network namespace",
            "(netns/ifname), a frame for each time that a packet is seen at one: where it",
            "comes in, and where the driver takes it. Headers are rebuilt from the trace. It",
            "has no payload, no checksums and no options of IP and TCP: checksums are 0, and",
            "each frame ends where nothing more is known, as in a capture with a small snap",
            "length. The packet id of a frame is the packet's number in the trace, and ties",
            "its frames together. Comments say which path it took since its last frame, how",
            "long that took, what ran, and at the last frame what became of it: a drop with",
            "its reason and cause. Drop count: events that were lost before a frame.",
            "",
            "perfetto, for ui.perfetto.dev or Chrome (JSON, Trace Event Format): a timeline",
            "with a track for each interface of each namespace, with a bar for each stay of a",
            "packet there; for each CPU, with the function calls; and for each flow, with a",
            "bar for each packet and in it one for each step. Arrows lead a packet from stay",
            "to stay and from CPU to CPU, and from a packet to what was made of it: clones,",
            "segments, fragments. Drops and losses are instants, queues are counters. Bars",
            "that overlap get lines of their own: eth0, eth0 +1. A step over missing events",
            "begins with ?, and a stay behind a hole is another stay.",
            "",
            "folded, for flamegraph.pl, inferno or speedscope: a line for each stack with a",
            "count. --stacks drops: kernel stacks of drops except everyday frees, with the",
            "reason as the innermost frame. --stacks events: kernel stacks of all events",
            "that have one (record with --stack all). --stacks paths: the functions that",
            "packets went through in their order, counted in packets. Without --stacks:",
            "drops where the trace has their stacks, else paths; what was written is said.",
            "",
            "Examples:",
            "  skbtrail export trace.parquet -o trace.pcapng && wireshark trace.pcapng",
            "  skbtrail export trace.parquet -o - --port 53 | tshark -r -",
            "  skbtrail export trace.parquet --format perfetto -o trace.json --host 10.1.2.3",
            "  skbtrail export trace.parquet --format folded -o - | flamegraph.pl >drops.svg",
            "  skbtrail export trace.parquet --format folded --stacks paths -o paths.folded",
            "",
            "In Wireshark:",
            "  frame.packet_id == 42                    one packet, through all interfaces",
            "  frame.comment contains \"dropped\"        dropped packets, where they died",
            "  frame.interface_name == \"router/eth0\"   one device of one namespace",
            "",
            "In Perfetto, search for \"packet 42\" to find its bars; click on one for its arrows."
        })
final class ExportCommand implements Callable<Integer> {
    private final Library library;
    private final Terminal terminal;

    @Mixin private TraceOptions trace;
    @Mixin private FilterOptions filter;
    @Mixin private FileOptions file;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TRACE", description = "More traces.")
    private List<Path> more = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "pcapng",
            converter = TargetName.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Target format;

    @Option(
            names = "--every-event",
            description =
                    "pcapng: a frame for each event, not for each time that a packet is at a device.")
    private boolean everyEvent;

    @Option(
            names = "--stacks",
            paramLabel = "KIND",
            converter = StacksName.class,
            description = "folded: ${COMPLETION-CANDIDATES}.")
    private StackKind stacks;

    /** The formats that can be written. */
    enum Target {
        PCAPNG,
        PERFETTO,
        FOLDED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What stacks can be exported for: the files of {@code queries/export/folded}. */
    enum StackKind {
        DROPS,
        EVENTS,
        PATHS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final class StacksName extends WordOf<StackKind> {
        StacksName() {
            super(StackKind.class);
        }
    }

    static final class TargetName extends WordOf<Target> {
        TargetName() {
            super(Target.class);
        }
    }

    ExportCommand(Library library, Terminal terminal) {
        this.library = library;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        require();
        PacketFilter chosen = filter.filter();
        try (TraceDatabase database = trace.open(more)) {
            ReportRun run = ReportRun.of(database, library, chosen);
            if (!run.completeness().complete()) {
                terminal.err().line(run.completeness().note());
            }
            switch (format) {
                case PCAPNG -> writeCapture(run);
                case PERFETTO -> writeTimeline(run);
                case FOLDED -> writeStacks(run);
            }
        }
        return 0;
    }

    private void require() {
        file.require();
        if (everyEvent && format != Target.PCAPNG) {
            throw UserException.usage("--every-event is for --format pcapng; leave it out");
        }
        if (stacks != null && format != Target.FOLDED) {
            throw UserException.usage("--stacks is for --format folded; add that");
        }
    }

    private void writeCapture(ReportRun run) {
        Capture capture = Capture.of(run, library, everyEvent);
        List<String> comments = notes(run);
        comments.add(
                "Headers are rebuilt from a trace of skbtrail: no payload, no checksums (0), no"
                        + " options of IP and TCP.");
        Section section =
                Section.of(run, library.export("section"), ProgramVersion.name(), comments);
        file.write(terminal, to -> capture.write(section, to), () -> told(capture.counts()));
    }

    private static String told(Capture.Counts counts) {
        return String.format(
                Locale.ROOT,
                "%,d frames of %,d packets at %,d interfaces",
                counts.frames(),
                counts.packets(),
                counts.interfaces());
    }

    private void writeTimeline(ReportRun run) {
        Timeline timeline = Timeline.of(run, library);
        List<String> notes = notes(run);
        notes.add("made by " + ProgramVersion.name());
        file.write(terminal, to -> timeline.write(notes, to), () -> told(timeline.counts()));
    }

    private static String told(Timeline.Counts counts) {
        return String.format(
                Locale.ROOT,
                "%,d bars, %,d arrows and %,d instants on %,d tracks",
                counts.bars(),
                counts.arrows(),
                counts.instants(),
                counts.tracks());
    }

    private void writeStacks(ReportRun run) {
        List<StackKind> wanted =
                stacks == null ? List.of(StackKind.DROPS, StackKind.PATHS) : List.of(stacks);
        Stacks folded = Stacks.of(run, library, wanted.stream().map(StackKind::toString).toList());
        file.write(terminal, folded::write, () -> told(folded.counts()));
    }

    private static String told(Stacks.Counts counts) {
        String of =
                switch (counts.kind()) {
                    case "paths" -> "%,d paths of %,d packets";
                    case "events" -> "%,d kernel stacks of %,d events";
                    default -> "%,d kernel stacks of %,d drops";
                };
        return String.format(Locale.ROOT, of, counts.stacks(), counts.counted());
    }

    private static List<String> notes(ReportRun run) {
        List<String> notes = new ArrayList<>(List.of(run.completeness().note()));
        if (!run.filter().isEmpty()) {
            notes.add("filter: " + run.filter());
        }
        return notes;
    }
}
