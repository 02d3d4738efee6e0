package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
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
import dev.skbtrail.analyzer.trace.TraceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code skbtrail explain TRACE... [PACKET]}. */
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
            index = "1..*",
            arity = "0..*",
            paramLabel = "[TRACE...] [PACKET]",
            hideParamSyntax = true,
            description = {
                "More traces, read together with the first.",
                "PACKET: a number; explain this packet alone."
            })
    private List<String> words = List.of();

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
    List<TraceFile> files() {
        return trace.files(more());
    }

    private List<Path> more() {
        return words.stream().limit(packetAt()).map(Path::of).toList();
    }

    @Override
    PacketFilter chosen() {
        return filter.filter(
                words.stream().skip(packetAt()).map(ExplainCommand::packetNumber).toList());
    }

    /** Where the packet is: last, or nowhere. */
    private int packetAt() {
        int last = words.size() - 1;
        return last >= 0 && !Files.exists(Path.of(words.get(last))) ? last : words.size();
    }

    private static Long packetNumber(String word) {
        try {
            return new FilterOptions.PacketNumber().convert(word);
        } catch (TypeConversionException e) {
            throw UserException.usage(e.getMessage() + ", and no such file");
        }
    }

    @Override
    void run(TraceDatabase database, ReportRun run, Terminal to) {
        List<Rule> all = Rules.load(rules).all();
        Examination examination =
                Examination.of(database, run, trace.names(more()), all, (int) top);
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
