package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Generates the program's manual page and one per report and command, from their help texts. */
final class ManPages {
    private static final Map<String, String> ENVIRONMENT =
            new TreeMap<>(
                    Map.of(
                            "SKBTRAIL_PAGER, PAGER",
                            "Program that shows long results on a terminal: the first that is set,"
                                    + " else less. cat turns paging off.",
                            "NO_COLOR",
                            "Where it is set, nothing has a color.",
                            "COLUMNS",
                            "Width of tables, instead of the terminal's.",
                            "TZ",
                            "Time zone of --time local.",
                            "JAVA_HOME",
                            "Java to run with."));

    private final CommandLine root;
    private final Library library;

    ManPages(CommandLine root, Library library) {
        this.root = root;
        this.library = library;
    }

    /**
     * Writes the pages, skbtrail.1 and skbtrail-NAME.1, replacing existing ones.
     *
     * @throws UserException when they cannot be written
     */
    void write(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("skbtrail.1"), program());
            for (CommandLine command : root.getSubcommands().values()) {
                String file = "skbtrail-" + command.getCommandName() + ".1";
                Files.writeString(directory.resolve(file), page(command));
            }
        } catch (IOException e) {
            throw UserException.data(directory + ": cannot be written: " + e.getMessage());
        }
    }

    private String program() {
        List<String> description = List.of(root.getCommandSpec().usageMessage().description());
        Roff page = new Roff("skbtrail", ProgramVersion.name()).section("Name");
        page.paragraph("skbtrail - " + description.get(0));
        page.section("Synopsis").paragraph("skbtrail REPORT|COMMAND [OPTIONS] TRACE...");
        page.section("Description");
        for (String line : description.subList(2, description.size())) {
            int colon = line.indexOf(':');
            page.entry(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        String category = "";
        for (Definition report : library.reports()) {
            if (!report.category().equals(category)) {
                category = report.category();
                page.section("Reports, " + category);
            }
            page.entry("skbtrail-" + report.name() + "(1)", report.title());
        }
        page.section("Commands");
        for (CommandLine command : root.getSubcommands().values()) {
            if (report(command).isEmpty()) {
                page.entry("skbtrail-" + command.getCommandName() + "(1)", title(command));
            }
        }
        page.section("Environment");
        ENVIRONMENT.forEach(page::entry);
        page.section("Exit status")
                .entry("0", "Done.")
                .entry("1", "The trace or the machine is at fault, or a check has failed.")
                .entry("2", "The command line is wrong.");
        return page.toString();
    }

    private Optional<Definition> report(CommandLine command) {
        return library.report(command.getCommandName());
    }

    private static String title(CommandLine command) {
        return String.join(" ", plain(command.getCommandSpec().usageMessage().description()));
    }

    private String page(CommandLine command) {
        Help help = command.getHelp();
        CommandSpec spec = command.getCommandSpec();
        String name = "skbtrail-" + spec.name();
        Roff page = new Roff(name, ProgramVersion.name()).section("Name");
        page.paragraph(name + " - " + title(command).replaceFirst("\\.$", ""));
        page.section("Synopsis").paragraph(help.abbreviatedSynopsis().strip());
        page.section("Description");
        report(command)
                .ifPresentOrElse(
                        report -> describe(report, page),
                        () -> page.help(plain(spec.usageMessage().footer())));
        if (!spec.positionalParameters().isEmpty()) {
            page.section("Arguments");
            spec.positionalParameters()
                    .forEach(arg -> page.entry(label(help, arg), description(arg)));
        }
        page.section("Options");
        OptionSections.of(spec)
                .forEach(
                        (section, options) -> {
                            if (section != OptionSections.OWN) {
                                page.subsection(section.heading());
                            }
                            options.forEach(
                                    option -> page.entry(names(help, option), description(option)));
                        });
        return page.section("See also").paragraph("skbtrail(1)").toString();
    }

    private static void describe(Definition report, Roff page) {
        page.paragraph(report.description()).paragraph("Cost: " + report.cost() + ".");
        page.section("Columns");
        for (Column column : report.columns()) {
            String unit = column.unit() == Unit.NONE ? "" : " (" + column.unit().text() + ")";
            page.entry(column.name() + unit, column.description());
        }
    }

    private static String names(Help help, OptionSpec option) {
        return String.join(", ", option.names()) + label(help, option);
    }

    private static String label(Help help, ArgSpec arg) {
        return help.parameterLabelRenderer()
                .renderParameterLabel(arg, Ansi.OFF, List.of())
                .toString();
    }

    private static String description(ArgSpec arg) {
        return String.join(" ", plain(arg.description()));
    }

    /** Formats the lines as picocli does, without styles. */
    private static List<String> plain(String... lines) {
        List<String> plain = new ArrayList<>();
        for (String line : lines) {
            plain.add(line.replace("%%", "%").replace("@ |", "@|"));
        }
        return plain;
    }
}
