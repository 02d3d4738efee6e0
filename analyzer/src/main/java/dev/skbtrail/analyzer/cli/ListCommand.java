package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.check.Assertion;
import dev.skbtrail.analyzer.check.Assertions;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.Lint;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.rule.Rule;
import dev.skbtrail.analyzer.rule.Rules;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code skbtrail list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Show the reports, commands, rules and assertions, and the views for your own SQL.")
final class ListCommand implements Callable<Integer> {
    private final Library library;
    private final Terminal terminal;

    @Spec private CommandSpec spec;

    ListCommand(Library library, Terminal terminal) {
        this.library = library;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        lintOwn();
        ReportList.lines(library).forEach(terminal.out()::helpLine);
        CommandTree.commands(spec.parent().commandLine()).forEach(terminal.out()::helpLine);
        terminal.out().helpLine("Views for skbtrail sql:");
        library.views().stream()
                .filter(view -> !view.isInternal())
                .flatMap(view -> ReportList.entry(view.name(), view.title()).stream())
                .forEach(terminal.out()::line);
        terminal.out().helpLine("Rules of skbtrail explain:");
        for (Rule rule : Rules.load().all()) {
            ReportList.entry(rule.name(), rule.title()).forEach(terminal.out()::line);
        }
        terminal.out().helpLine("Assertions of skbtrail check:");
        for (Assertion assertion : Assertions.builtIn()) {
            ReportList.entry(assertion.name(), assertion.title()).forEach(terminal.out()::line);
        }
        return 0;
    }

    private void lintOwn() {
        List<Definition> own = library.own();
        if (!own.isEmpty()) {
            try (TraceDatabase database = TraceDatabase.empty()) {
                ReportRun run = ReportRun.of(database, library, PacketFilter.NONE);
                Lint lint = new Lint(database, library);
                for (Definition report : own) {
                    run.makeViews(report.sql());
                    lint.require(report);
                }
            }
        }
    }
}
