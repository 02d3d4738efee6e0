package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.bundle.Anonymizer;
import dev.skbtrail.analyzer.bundle.Contents;
import dev.skbtrail.analyzer.bundle.Part;
import dev.skbtrail.analyzer.bundle.Ticket;
import dev.skbtrail.analyzer.bundle.Whole;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.render.Cells;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.rule.Finding;
import dev.skbtrail.analyzer.text.Printer;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code skbtrail bundle TRACE -o FILE}. */
@Command(
        name = "bundle",
        mixinStandardHelpOptions = true,
        description = "Write a part of a trace for a ticket: small, and on demand anonymized.",
        footer = {
            "",
            "The bundle is a trace: every report reads it. It has the packets that filters",
            "choose, with all of their journeys: clones, segments, fragments and what these",
            "were made of. Losses stay in it, and a part of an incomplete trace is called",
            "incomplete. Packets keep their numbers. What is in it is printed; --markdown",
            "prints it as text for the ticket.",
            "",
            "--anonymize keeps protocols, ports, sizes, times, TTLs, numbers of TCP and IP,",
            "and the kernel's own names. Addresses are mapped so that two have as many first",
            "bits in common as before (Crypto-PAn); loopback, multicast, link-local and the",
            "like stay what they are. Hosts, interfaces, namespaces, commands and netfilter",
            "names become others of the same kind, kernel addresses, cookies and process",
            "numbers others of the same size. In texts, what is not known for sure is",
            "removed. Who has recorded the same traffic can still recognize it by its ports,",
            "times and sizes.",
            "",
            "Examples:",
            "  skbtrail bundle trace.parquet -o bug.parquet --host 10.1.2.3 --port 443",
            "  skbtrail bundle trace.parquet -o bug.parquet --anonymize --preview",
            "  skbtrail bundle trace.parquet -o b.parquet --anonymize --key my.key --markdown"
        })
final class BundleCommand implements Callable<Integer> {
    private final Library library;
    private final Terminal terminal;

    @Mixin private TraceOptions trace;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "PART",
            description = "More parts of the same recording.")
    private List<Path> more = List.of();

    @Mixin private FilterOptions filter;
    @Mixin private FileOptions file;
    @Mixin private AnonymizeOptions anonymize;

    @Option(names = "--preview", description = "Say what would be written, and write nothing.")
    private boolean preview;

    @Option(
            names = "--markdown",
            description = "Print a text for the ticket: what it is, and the first findings.")
    private boolean markdown;

    BundleCommand(Library library, Terminal terminal) {
        this.library = library;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<TraceFile> files = trace.files(more);
        files.forEach(file::requireFor);
        anonymize.require();
        PacketFilter chosen = filter.filter().ofJourneys();
        Whole before = Whole.of(files, trace.limits(), library);
        try (TraceDatabase database = TraceDatabase.openToCopy(files, trace.limits())) {
            ReportRun run = ReportRun.of(database, library, chosen);
            Anonymizer anonymizer = anonymize.anonymizer(!preview);
            Path part =
                    new Part(database, run, anonymizer).write(before, words(chosen, anonymizer));
            Contents contents = Contents.of(part, file.name(), trace.limits(), library);
            if (!preview) {
                file.write(terminal, to -> Files.copy(part, to), () -> "written");
            }
            print(contents, anonymizer, Cells.text(part.toFile().length(), Unit.BYTES));
        }
        return 0;
    }

    /**
     * If anonymizing, removes the user's own condition: it may contain any number, such as a PID.
     */
    private static String words(PacketFilter chosen, Anonymizer anonymizer) {
        return anonymizer == null || chosen.where() == null
                ? chosen.text()
                : new PacketFilter(chosen.conditions(), "[removed]").text();
    }

    /** Prints the summary; to standard error if the bundle itself goes to standard output. */
    private void print(Contents contents, Anonymizer anonymizer, String size) {
        Printer to = file.isPiped() && !preview ? terminal.err() : terminal.out();
        if (markdown) {
            Ticket.lines(file.name(), contents).forEach(to::line);
            return;
        }
        contents.lines().forEach(line -> line(to, line.label(), line.text()));
        line(to, "size", size + (preview ? ", not written (--preview)" : ""));
        line(to, "state", contents.completeness().note());
        if (anonymizer != null) {
            anonymizer.changes().forEach(change -> line(to, change.label(), change.text()));
        }
        contents.findings().forEach(finding -> line(to, "finding", sentence(finding)));
    }

    private static String sentence(Finding finding) {
        return finding.certainty() + ": " + finding.sentence() + "; " + finding.seen();
    }

    private static void line(Printer to, String label, String text) {
        to.line(String.format(Locale.ROOT, "  %-9s %s", label, text));
    }
}
