package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.export.pcapng.Capture;
import dev.skbtrail.analyzer.export.pcapng.Section;
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
        description = "Write a capture file for Wireshark, or for another program.",
        footer = {
            "",
            "pcapng: an interface for each device of each network namespace (netns/ifname), a",
            "frame for each time that a packet is seen at one: where it comes in, and where",
            "the driver takes it. Headers are rebuilt from the trace. It has no payload, no",
            "checksums and no options of IP and TCP: checksums are 0, and each frame ends where",
            "nothing more is known, as in a capture with a small snap length.",
            "The packet id of a frame is the packet's number in the trace, and ties its frames",
            "together. Comments say which path it took since its last frame, how long that",
            "took, what ran, and at the last frame what became of it: a drop with its reason",
            "and cause. Drop count: events that were lost before a frame.",
            "",
            "Examples:",
            "  skbtrail export trace.parquet -o trace.pcapng && wireshark trace.pcapng",
            "  skbtrail export trace.parquet -o - --port 53 | tshark -r -",
            "",
            "In Wireshark:",
            "  frame.packet_id == 42                    one packet, through all interfaces",
            "  frame.comment contains \"dropped\"        packets that were dropped, where they died",
            "  frame.interface_name == \"router/eth0\"   one device of one namespace"
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
            description = "A frame for each event, not for each time that a packet is at a device.")
    private boolean everyEvent;

    /** What can be written. */
    enum Target {
        PCAPNG;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
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
        file.require();
        PacketFilter chosen = filter.filter();
        try (TraceDatabase database = trace.open(more)) {
            ReportRun run = ReportRun.of(database, library, chosen);
            if (!run.completeness().complete()) {
                terminal.err().line(run.completeness().note());
            }
            Capture capture = Capture.of(run, library, everyEvent);
            Section section = section(run);
            file.write(terminal, to -> capture.write(section, to), () -> closing(capture.counts()));
        }
        return 0;
    }

    private static String closing(Capture.Counts counts) {
        return String.format(
                Locale.ROOT,
                "%,d frames of %,d packets at %,d interfaces",
                counts.frames(),
                counts.packets(),
                counts.interfaces());
    }

    private Section section(ReportRun run) {
        List<String> comments = new ArrayList<>(List.of(run.completeness().note()));
        if (!run.filter().isEmpty()) {
            comments.add("filter: " + run.filter());
        }
        comments.add(
                "Headers are rebuilt from a trace of skbtrail: no payload, no checksums (0), no"
                        + " options of IP and TCP.");
        return Section.of(run, library.export("section"), ProgramVersion.name(), comments);
    }
}
