package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.render.Terminal;
import dev.skbtrail.analyzer.report.Library;
import java.io.PrintWriter;
import picocli.CommandLine;

/** The command line: one command for each report in the library, and a few that are no reports. */
final class CommandTree {
    private CommandTree() {}

    static CommandLine create(Terminal terminal) {
        Library library = Library.load();
        CommandLine root = new CommandLine(new RootCommand());
        library.reports()
                .forEach(
                        report ->
                                root.addSubcommand(
                                        report.name(),
                                        ReportCommand.spec(report, library, terminal)));
        root.addSubcommand("sql", new SqlCommand(library, terminal));
        root.addSubcommand("list", new ListCommand(library, terminal));
        root.addSubcommand("help", new HelpCommand(library, terminal));
        root.addSubcommand("completion", new CompletionCommand(terminal));
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
}
