package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.Lint;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.text.Terminal;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code skbtrail list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Show the reports, and the views for your own SQL.")
final class ListCommand implements Callable<Integer> {
    private final Library library;
    private final Terminal terminal;

    ListCommand(Library library, Terminal terminal) {
        this.library = library;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        lintOwn();
        String category = "";
        for (Definition report : library.reports()) {
            if (!report.category().equals(category)) {
                category = report.category();
                terminal.out().line("Reports, " + category + ":");
            }
            print(report);
        }
        terminal.out().line("Views for skbtrail sql:");
        library.views().forEach(this::print);
        return 0;
    }

    private void lintOwn() {
        List<Definition> own = library.own();
        if (!own.isEmpty()) {
            try (TraceDatabase database = TraceDatabase.empty()) {
                ReportRun.ofAllViews(database, library, PacketFilter.NONE);
                own.forEach(new Lint(database, library)::require);
            }
        }
    }

    private void print(Definition definition) {
        terminal.out()
                .line(
                        String.format(
                                Locale.ROOT, "  %-15s %s", definition.name(), definition.title()));
    }
}
