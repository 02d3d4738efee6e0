package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.check.Assertion;
import dev.skbtrail.analyzer.check.Assertions;
import dev.skbtrail.analyzer.check.Check;
import dev.skbtrail.analyzer.check.JUnit;
import dev.skbtrail.analyzer.check.Result;
import dev.skbtrail.analyzer.check.Tap;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.rule.Examination;
import dev.skbtrail.analyzer.rule.FindingTable;
import dev.skbtrail.analyzer.rule.Rule;
import dev.skbtrail.analyzer.text.Nearest;
import dev.skbtrail.analyzer.text.Printer;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code skbtrail check TRACE...}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check a trace against assertions, for a test that runs by itself.",
        footer = {
            "",
            "Each assertion is a line: no event was lost; nothing is wrong by skbtrail explain;",
            "every drop has an allowed reason; the 99th percentile of stages is within its limit;",
            "every path is allowed. Those that need an option are skipped without it. One that",
            "found nothing where events are missing is skipped too: it did not pass.",
            "Exits with 0 when none failed, 1 when one did or the trace cannot be read, 2 when",
            "the command line is wrong.",
            "",
            "Examples:",
            "  skbtrail check trace.parquet",
            "  skbtrail check trace.parquet --allow-drop NO_SOCKET --p99 \"IP in:forwarding=1ms\"",
            "  skbtrail check trace.parquet --rules assertions/ --format junit -o result.xml"
        })
final class CheckCommand implements Callable<Integer> {
    private static final int FINDINGS = 1000;

    /** How results are written. */
    enum ResultFormat {
        TAP,
        JUNIT
    }

    private final Library library;
    private final Terminal terminal;

    @Mixin private TraceOptions trace;
    @Mixin private FilterOptions filter;
    @Mixin private ResultOptions result;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TRACE", description = "More traces.")
    private List<Path> more = List.of();

    @Option(
            names = "--rules",
            paramLabel = "FILE|DIR",
            description =
                    "Your own assertions and rules too: a .sql file, or those in a directory.")
    private Path rules;

    @Option(
            names = "--allow-drop",
            split = ",",
            paramLabel = "REASON",
            description = "Drop reasons or places that are allowed: NO_SOCKET,icmp_rcv.")
    private List<String> drops = new ArrayList<>();

    @Option(
            names = "--allow-path",
            split = ",",
            paramLabel = "PATH",
            description = "The only paths that packets may take, by the ids of skbtrail paths.")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--p99",
            split = ",",
            paramLabel = "FROM:TO=LIMIT",
            converter = StageLimit.class,
            description = "Limit of the 99th percentile from stage to stage (skbtrail stages).")
    private List<String> limits = new ArrayList<>();

    @Option(
            names = "--without",
            split = ",",
            paramLabel = "NAME",
            description = "Assertions to leave out.")
    private List<String> without = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "tap",
            description = "tap or junit (default: ${DEFAULT-VALUE}).")
    private ResultFormat format;

    CheckCommand(Library library, Terminal terminal) {
        this.library = library;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return result.of(terminal, this::run);
    }

    private int run(Terminal to) {
        Assertions assertions = Assertions.load(rules);
        List<Assertion> asked = asked(assertions.all());
        try (TraceDatabase database = trace.open(more)) {
            ReportRun run = ReportRun.of(database, library, filter.filter());
            Examination examination = examine(database, run, assertions);
            Map<String, List<String>> given =
                    Map.of("allow_drop", drops, "allow_path", paths, "p99", limits);
            given.forEach((name, values) -> database.setVariable(name, "VARCHAR[]", list(values)));
            List<String> names =
                    given.keySet().stream().filter(name -> !given.get(name).isEmpty()).toList();
            Check check = new Check(run, names);
            List<Result> results = asked.stream().map(check::of).toList();
            print(notes(run, examination), results, to.out());
            return results.stream().allMatch(Result::passed) ? 0 : 1;
        }
    }

    private List<Assertion> asked(List<Assertion> all) {
        List<String> names = all.stream().map(Assertion::name).toList();
        for (String name : without) {
            if (!names.contains(name)) {
                throw UserException.usage(
                        "--without: unknown assertion " + name + Nearest.hint(name, names));
            }
        }
        return all.stream().filter(assertion -> !without.contains(assertion.name())).toList();
    }

    private Examination examine(TraceDatabase database, ReportRun run, Assertions assertions) {
        Examination examination =
                Examination.of(
                        database, run, trace.names(more), assertions.rules().all(), FINDINGS);
        FindingTable.make(database, examination.findings());
        return examination;
    }

    /** Remarks that the results themselves do not contain. */
    private List<String> notes(ReportRun run, Examination examination) {
        List<String> notes = new ArrayList<>(List.of(trace.name(), run.completeness().note()));
        if (!run.filter().isEmpty()) {
            notes.add("filter: " + run.filter());
        }
        if (!examination.blind().isEmpty()) {
            notes.add(
                    "no-fault cannot see what these rules look for, as no probe for it was"
                            + " attached: "
                            + examination.blind().stream()
                                    .map(Rule::name)
                                    .collect(Collectors.joining(", ")));
        }
        return notes;
    }

    private void print(List<String> notes, List<Result> results, Printer to) {
        if (format == ResultFormat.TAP) {
            new Tap(to).print(notes, results);
        } else {
            to.lines(JUnit.of(notes, results));
        }
    }

    /** Formats the values as a DuckDB list literal. */
    private static String list(List<String> values) {
        return values.stream()
                .map(value -> '\'' + value.replace("\\", "\\\\").replace("'", "\\'") + '\'')
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
