package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.compare.Comparison;
import dev.skbtrail.analyzer.compare.DifferencesPrinter;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.render.Heading;
import dev.skbtrail.analyzer.render.Renderer;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code skbtrail compare GOOD BAD}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Say what differs between a good trace and a bad one, and how sure that is.",
        footer = {
            "",
            "Compares drops, failures, verdicts of netfilter, routes, NAT, fates, the paths of",
            "packets and the time that each stage takes. Packets of one service are compared",
            "with those of the same service. Faults come before shifts of time, then the",
            "largest difference comes first. certain: not by chance, and not by events that",
            "are missing; likely: the same, but of so few flows that one cause may have hit",
            "many packets; possible: events that are missing could explain it.",
            "p is the chance of a difference like this or larger when nothing differs, after",
            "the correction for all comparisons (Holm). Filters apply to both traces, --since",
            "1.5s from the start of each.",
            "",
            "Examples:",
            "  skbtrail compare good.parquet bad.parquet",
            "  skbtrail compare good.parquet bad.parquet --flow \"TCP 10.0.0.1 > 10.0.0.2:80\"",
            "  skbtrail compare monday/ tuesday/ --format json"
        })
final class CompareCommand implements Callable<Integer> {
    private static final String TITLE = "What differs between GOOD and BAD, most important first";

    private final Library library;
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "GOOD",
            description = "Trace, or directory of traces or parts, of how it should be.")
    private Path good;

    @Parameters(
            index = "1",
            paramLabel = "BAD",
            description = "Trace, or directory of traces or parts, of what is wrong.")
    private Path bad;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            converter = ExplainCommand.Top.class,
            description = "Differences to show (default: ${DEFAULT-VALUE}).")
    private long top;

    @Option(
            names = "--sample",
            paramLabel = "EVENTS",
            defaultValue = "2000000",
            converter = Sample.class,
            description = {
                "Compare verdicts, routes, NAT, paths and times of a sample of the packets with",
                "about so many events, both traces together; 0 for all of them. Drops, failures",
                "and fates are compared of all packets (default: ${DEFAULT-VALUE})."
            })
    private long sample;

    @Mixin private LimitOptions limits;
    @Mixin private FilterOptions filter;
    @Mixin private OutputOptions output;
    @Mixin private ResultOptions result;

    CompareCommand(Library library, Terminal terminal) {
        this.library = library;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return result.of(terminal, this::run);
    }

    private int run(Terminal to) {
        PacketFilter chosen = filter.filter();
        List<TraceFile> goods = TraceFile.find(List.of(good));
        List<TraceFile> bads = TraceFile.find(List.of(bad));
        if (TraceFile.find(List.of(good, bad)).size() < goods.size() + bads.size()) {
            throw UserException.usage(
                    "GOOD and BAD have a trace in common; name two different ones");
        }
        try (TraceDatabase database = TraceDatabase.open(goods, bads, limits.limits())) {
            int traces = database.traces(goods.size());
            Comparison.split(database, traces, good.toString(), bad.toString());
            ReportRun run = ReportRun.of(database, library, chosen);
            Comparison comparison = Comparison.of(database, run, (int) top, sample);
            Renderer renderer = output.renderer(to);
            renderer.head(new Heading(TITLE, run.completeness(), run.filter()));
            print(comparison, run, renderer, to);
        }
        return 0;
    }

    private void print(Comparison comparison, ReportRun run, Renderer renderer, Terminal to) {
        comparison.about().forEach(renderer::remark);
        if (output.isTable()) {
            to.out().line("");
            run.rows(comparison.select(), new DifferencesPrinter(to)::print);
        } else {
            run.rows(
                    renderer.query(comparison.select()),
                    rows -> renderer.rows(Comparison.COLUMNS, rows));
        }
        if (comparison.found() > top) {
            renderer.remark("There are more differences, less important ones; --top N shows more.");
        }
        comparison.limits().forEach(renderer::remark);
    }

    static final class Sample extends WholeNumber {
        Sample() {
            super(0, Long.MAX_VALUE);
        }
    }
}
