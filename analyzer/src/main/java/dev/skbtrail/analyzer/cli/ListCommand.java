package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.render.Terminal;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
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
        String category = "";
        for (Definition report : library.reports()) {
            if (!report.category().equals(category)) {
                category = report.category();
                terminal.out().println("Reports, " + category + ":");
            }
            print(report);
        }
        terminal.out().println("Views for skbtrail sql:");
        library.views().forEach(this::print);
        return 0;
    }

    private void print(Definition definition) {
        terminal.out().printf("  %-13s %s%n", definition.name(), definition.title());
    }
}
