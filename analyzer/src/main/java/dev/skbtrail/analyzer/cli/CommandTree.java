package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.render.Terminal;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;

/** The command line: one command for each report in the library, and a few that are no reports. */
final class CommandTree {
    private CommandTree() {}

    /**
     * The commands that these arguments may need. When the first one names a report that is this
     * report's alone: building all of them takes a third of the time that a small report takes.
     */
    static CommandLine create(String[] args, Terminal terminal) {
        Library library = Library.load();
        CommandLine root = new CommandLine(new RootCommand());
        Optional<Definition> named = args.length == 0 ? Optional.empty() : library.report(args[0]);
        if (named.isPresent()) {
            addReport(root, named.get(), library, terminal);
        } else {
            addEverything(root, library, terminal);
        }
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setOut(new PrintWriter(terminal.out(), true));
        root.setErr(new PrintWriter(terminal.err(), true));
        root.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        terminal.color() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        root.setParameterExceptionHandler(Errors::usage);
        root.setExecutionExceptionHandler(Errors::execution);
        return root;
    }

    private static void addEverything(CommandLine root, Library library, Terminal terminal) {
        library.reports().forEach(report -> addReport(root, report, library, terminal));
        root.addSubcommand("sql", new SqlCommand(library, terminal));
        root.addSubcommand("list", new ListCommand(library, terminal));
        root.addSubcommand("help", new HelpCommand(library, terminal));
        root.addSubcommand("completion", new CompletionCommand(terminal));
    }

    private static void addReport(
            CommandLine root, Definition report, Library library, Terminal terminal) {
        root.addSubcommand(report.name(), ReportCommand.spec(report, library, terminal));
    }
}
