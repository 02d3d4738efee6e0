package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.text.Terminal;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.DuplicateOptionAnnotationsException;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The command line: one command for each report in the library, and a few others. */
final class CommandTree {
    /** Names of all commands other than reports. */
    static final List<String> COMMANDS =
            List.of(
                    "explain",
                    "report",
                    "compare",
                    "check",
                    "sql",
                    "shell",
                    "export",
                    "bundle",
                    "verify",
                    "list",
                    "help",
                    "completion");

    private final Library library;
    private final Terminal terminal;
    private final CommandLine root = new CommandLine(new RootCommand());

    private CommandTree(Library library, Terminal terminal) {
        this.library = library;
        this.terminal = terminal;
    }

    /**
     * Builds only the commands that these arguments may need: if they name a report, that report
     * alone; if no report has to be parsed, each report as its name and title only. Building all of
     * them takes longer than running a small report.
     *
     * @throws UserException when the directory of own reports is wrong
     */
    static CommandLine create(String[] args, Terminal terminal, Errors errors) {
        QueriesOption queries = QueriesOption.find(args);
        Library library =
                queries.directory() == null
                        ? Library.load()
                        : Library.load(queries.directory(), COMMANDS);
        return create(library, queries.rest(), terminal, errors);
    }

    /**
     * As above, with the reports of a given library.
     *
     * @param words arguments without {@code --queries}
     */
    static CommandLine create(
            Library library, List<String> words, Terminal terminal, Errors errors) {
        return new CommandTree(library, terminal).create(words, errors);
    }

    /** The options of the report or command with this name. */
    static List<OptionSpec> options(Library library, String name) {
        CommandTree tree = new CommandTree(library, null);
        library.report(name).ifPresentOrElse(tree::addReport, () -> tree.addEverything(List.of()));
        return tree.root.getSubcommands().get(name).getCommandSpec().options();
    }

    private CommandLine create(List<String> words, Errors errors) {
        Optional<Definition> named =
                words.isEmpty() ? Optional.empty() : library.report(words.get(0));
        if (named.isPresent()) {
            addReport(named.get());
        } else {
            addEverything(words);
        }
        root.getSubcommands().values().forEach(CommandTree::showOptionsInSections);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setOut(new PrintWriter(terminal.out().writer(), true));
        root.setErr(new PrintWriter(terminal.err().writer(), true));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        root.setParameterExceptionHandler(errors::usage);
        root.setExecutionExceptionHandler((e, command, parsed) -> errors.exitCode(e));
        return root;
    }

    private void addEverything(List<String> words) {
        boolean whole = words.contains("completion") || words.contains(HelpCommand.MAN);
        for (Definition report : library.reports()) {
            if (whole || words.contains(report.name())) {
                addReport(report);
            } else {
                root.addSubcommand(report.name(), outline(report));
            }
        }
        root.addSubcommand("explain", new ExplainCommand(library, terminal));
        root.addSubcommand("report", new PageCommand(library, terminal));
        root.addSubcommand("compare", new CompareCommand(library, terminal));
        root.addSubcommand("check", new CheckCommand(library, terminal));
        root.addSubcommand("sql", new SqlCommand(library, terminal));
        root.addSubcommand("shell", new ShellCommand(library, terminal));
        root.addSubcommand("export", new ExportCommand(library, terminal));
        root.addSubcommand("bundle", new BundleCommand(library, terminal));
        root.addSubcommand("verify", new VerifyCommand(terminal));
        root.addSubcommand("list", new ListCommand(library, terminal));
        root.addSubcommand("help", new HelpCommand(library, terminal));
        root.addSubcommand("completion", new CompletionCommand(terminal));
        root.getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> commandList());
    }

    private static void showOptionsInSections(CommandLine command) {
        Map<String, IHelpSectionRenderer> sections = command.getHelpSectionMap();
        sections.remove(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING);
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionSections::text);
    }

    private String commandList() {
        List<String> lines = new ArrayList<>(ReportList.lines(library));
        lines.addAll(commands(root));
        return String.join("\n", lines) + "\n";
    }

    /** Names and descriptions of the commands that are not reports. */
    static List<String> commands(CommandLine root) {
        List<String> lines = new ArrayList<>(List.of("Commands:"));
        for (String name : COMMANDS) {
            CommandSpec spec = root.getSubcommands().get(name).getCommandSpec();
            lines.addAll(ReportList.entry(name, spec.usageMessage().description()[0]));
        }
        return lines;
    }

    /** Adds a report; its help begins with its description. */
    private void addReport(Definition report) {
        CommandLine command = new CommandLine(spec(report));
        command.setHelpSectionKeys(
                List.of(
                        UsageMessageSpec.SECTION_KEY_DESCRIPTION,
                        UsageMessageSpec.SECTION_KEY_FOOTER,
                        UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
                        UsageMessageSpec.SECTION_KEY_SYNOPSIS,
                        UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
                        UsageMessageSpec.SECTION_KEY_OPTION_LIST));
        root.addSubcommand(report.name(), command);
    }

    private CommandSpec spec(Definition report) {
        try {
            return ReportCommand.spec(report, library, terminal);
        } catch (DuplicateOptionAnnotationsException e) {
            throw UserException.data(
                    report.origin().path()
                            + ": a parameter has the name of an option that every report has; rename"
                            + " it");
        }
    }

    private static CommandSpec outline(Definition report) {
        CommandSpec spec = CommandSpec.create().name(report.name());
        spec.usageMessage().description(ReportHelp.escaped(report.title() + "."));
        return spec;
    }
}
