package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.render.Heading;
import dev.skbtrail.analyzer.render.Renderer;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.rule.Examination;
import dev.skbtrail.analyzer.rule.FindingTable;
import dev.skbtrail.analyzer.rule.FindingsPrinter;
import dev.skbtrail.analyzer.rule.Rule;
import dev.skbtrail.analyzer.rule.Rules;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code skbtrail explain TRACE [PACKET]}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Say what is wrong, how to confirm it and what to change.",
        footer = {
            "",
            "Findings come most important first. Each names the cause, how sure that is",
            "(certain: the trace shows it; likely: nothing else is usual; possible: see what",
            "confirms it), the packets that show it, a command that confirms it on the host,",
            "and what to change. skbtrail help RULE says how a rule decides.",
            "",
            "Examples:",
            "  skbtrail explain trace.parquet",
            "  skbtrail explain trace.parquet 17",
            "  skbtrail explain trace.parquet --flow \"TCP 10.0.0.1 > 10.0.0.2:80\""
        })
final class ExplainCommand extends TraceCommand {
    private static final String TITLE = "What is wrong, most important first";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PACKET",
            converter = FilterOptions.PacketNumber.class,
            description = "Explain this packet alone.")
    private Long packet;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "Your own rules too: the .sql files in this directory.")
    private Path rules;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            converter = Top.class,
            description = "Findings to show (default: ${DEFAULT-VALUE}).")
    private long top;

    ExplainCommand(Library library, Terminal terminal) {
        super(library, terminal);
    }

    @Override
    PacketFilter chosen() {
        return filter.filter(packet == null ? List.of() : List.of(packet));
    }

    @Override
    void run(TraceDatabase database, ReportRun run, Terminal to) {
        List<Rule> all = Rules.load(rules).all();
        Examination examination = Examination.of(database, run, trace.name(), all, (int) top);
        Renderer renderer = output.renderer(to);
        renderer.head(new Heading(TITLE, run.completeness(), run.filter()));
        if (output.isTable()) {
            FindingsPrinter printer = new FindingsPrinter(to);
            examination.findings().forEach(printer::print);
        } else {
            String select = FindingTable.make(database, examination.findings());
            run.rows(renderer.query(select), rows -> renderer.rows(FindingTable.COLUMNS, rows));
        }
        examination.remarks().forEach(renderer::remark);
    }

    static final class Top extends WholeNumber {
        private static final int MOST = 100_000;

        Top() {
            super(1, MOST);
        }
    }
}
