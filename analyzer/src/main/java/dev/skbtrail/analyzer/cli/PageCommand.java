package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.page.Commands;
import dev.skbtrail.analyzer.page.Page;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.rule.Examination;
import dev.skbtrail.analyzer.rule.Rules;
import dev.skbtrail.analyzer.text.NewFile;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skbtrail report TRACE... -o FILE}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Write one page of HTML for a ticket: findings, charts, tables.",
        footer = {
            "",
            "The page begins with the findings of skbtrail explain. Then come what was lost,",
            "drops, traffic over time, the paths of packets, latency, netfilter, NAT and the",
            "configuration. It is one file that any browser opens, and it loads nothing from",
            "the network. Each table names the command that makes it, and its SQL.",
            "It has addresses, ports, and names of hosts, interfaces and processes, as the",
            "trace has. Filters leave out packets; the configuration stays.",
            "",
            "With --queryable the page also has the events, and DuckDB for the browser: whoever",
            "gets it runs every report and rule, and SQL, without a network or anything to",
            "install. That makes it 12 MB larger. For somebody else, make a bundle with",
            "skbtrail bundle --anonymize first, and the page of that.",
            "",
            "Examples:",
            "  skbtrail report trace.parquet -o report.html",
            "  skbtrail report trace.parquet -o dns.html --port 53 --since 1.5s",
            "  skbtrail report client.parquet server.parquet -o both.html --force",
            "  skbtrail report bug.parquet -o bug.html --queryable"
        })
final class PageCommand implements Callable<Integer> {
    private static final int FINDINGS = 100;
    private static final Set<String> FILTERS =
            CommandSpec.forAnnotatedObject(new FilterOptions()).optionsMap().keySet();

    private final Library library;
    private final Terminal terminal;

    @Spec private CommandSpec spec;
    @Mixin private TraceOptions trace;
    @Mixin private FilterOptions filter;
    @Mixin private FileOptions file;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TRACE", description = "More traces.")
    private List<Path> more = List.of();

    @Option(
            names = "--queryable",
            description = "Let the page run every report, rule and the reader's own SQL.")
    private boolean queryable;

    PageCommand(Library library, Terminal terminal) {
        this.library = library;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        file.require();
        if (queryable) {
            requireEngine();
        }
        PacketFilter chosen = filter.filter();
        try (TraceDatabase database = open()) {
            ReportRun run = ReportRun.of(database, library, chosen);
            Examination examination =
                    Examination.of(database, run, trace.names(more), Rules.load().all(), FINDINGS);
            NewFile.Content page =
                    queryable
                            ? Page.queryable(run, library, examination, commands(), database)
                            : Page.of(run, library, examination, commands());
            int findings = examination.findings().size();
            file.write(terminal, page, () -> findings + (findings == 1 ? " finding" : " findings"));
        }
        return 0;
    }

    private static void requireEngine() {
        if (!Page.canBeQueryable()) {
            throw UserException.data(
                    "--queryable: this build lacks DuckDB for the browser; install npm, which gets it,"
                            + " and build again");
        }
    }

    private TraceDatabase open() {
        return queryable
                ? TraceDatabase.openToCopy(trace.files(more), trace.limits())
                : trace.open(more);
    }

    private Commands commands() {
        List<String> words = new ArrayList<>();
        for (OptionSpec option : given()) {
            for (String value : option.originalStringValues()) {
                words.addAll(List.of(option.longestName(), value));
            }
        }
        return new Commands(trace.names(more), words);
    }

    private Set<OptionSpec> given() {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .filter(option -> FILTERS.contains(option.longestName()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
