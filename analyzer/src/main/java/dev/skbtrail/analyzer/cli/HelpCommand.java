package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.check.Assertion;
import dev.skbtrail.analyzer.check.Assertions;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.rule.Rule;
import dev.skbtrail.analyzer.rule.Rules;
import dev.skbtrail.analyzer.text.Nearest;
import dev.skbtrail.analyzer.text.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skbtrail help REPORT}. */
@Command(
        name = "help",
        mixinStandardHelpOptions = true,
        description = "Explain a report, a command, a view, a rule or an assertion.")
final class HelpCommand implements Callable<Integer> {
    static final String MAN = "--man";

    private final Library library;
    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "What to explain.")
    private String name;

    @Option(names = "--view", description = "NAME is a view, where a report has the same name.")
    private boolean view;

    @Option(names = "--sql", description = "Print its SQL instead.")
    private boolean sql;

    @Option(
            names = MAN,
            paramLabel = "DIRECTORY",
            description = "Write the manual pages of all reports and commands there.")
    private Path man;

    @Spec private CommandSpec spec;

    HelpCommand(Library library, Terminal terminal) {
        this.library = library;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine root = spec.parent().commandLine();
        if (man != null) {
            new ManPages(root, library).write(man);
            return 0;
        }
        CommandLine command = root.getSubcommands().get(name);
        Optional<Definition> definition =
                find(library.reports()).filter(report -> !view).or(() -> find(library.views()));
        if (name == null) {
            terminal.out().help(root.getUsageMessage());
        } else if (sql && definition.isPresent()) {
            terminal.out().lines(definition.get().sql());
        } else if (command != null && !view) {
            terminal.out().help(command.getUsageMessage());
        } else if (definition.isPresent()) {
            explain(definition.get());
        } else {
            Optional<Rule> rule = Rules.load().find(name);
            rule.ifPresentOrElse(this::explain, this::explainAssertion);
        }
        return 0;
    }

    private Optional<Definition> find(List<Definition> definitions) {
        return definitions.stream().filter(found -> found.name().equals(name)).findFirst();
    }

    private void explain(Rule rule) {
        if (sql) {
            terminal.out().lines(rule.sql());
        } else {
            RuleHelp.lines(rule).forEach(terminal.out()::helpLine);
        }
    }

    private void explainAssertion() {
        Assertion assertion =
                Assertions.builtIn().stream()
                        .filter(found -> found.name().equals(name))
                        .findFirst()
                        .orElseThrow(this::unknown);
        if (sql) {
            terminal.out().lines(assertion.sql());
        } else {
            ReportHelp.lines("Assertion " + name + ": " + assertion.title() + ".")
                    .forEach(terminal.out()::line);
            terminal.out().line("");
            ReportHelp.lines(assertion.description()).forEach(terminal.out()::line);
        }
    }

    private void explain(Definition definition) {
        String title = "View " + definition.name() + ": " + definition.title() + ".";
        ReportHelp.lines(title).forEach(terminal.out()::line);
        ReportHelp.lines(definition).forEach(terminal.out()::helpLine);
    }

    private UserException unknown() {
        List<String> names =
                Stream.concat(
                                Stream.of(library.reports(), library.views())
                                        .flatMap(List::stream)
                                        .map(Definition::name),
                                Stream.concat(
                                        Rules.load().all().stream().map(Rule::name),
                                        Assertions.builtIn().stream().map(Assertion::name)))
                        .toList();
        return UserException.usage(
                "no report, command, view, rule or assertion "
                        + name
                        + Nearest.hint(name, names)
                        + "; skbtrail list shows them all");
    }
}
