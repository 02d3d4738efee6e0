package dev.skbtrail.analyzer.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Groups the options of a command by subject; nobody finds an option in one long list. */
enum OptionSections {
    OWN("Options", Set.of()),
    PACKETS("Which packets", names(new FilterOptions())),
    RESULTS(
            "How results are shown",
            names(new ColumnOptions(), new TimeOption(), new OutputOptions(), new ResultOptions())),
    OTHER("Other options", names(new LimitOptions()));

    private static final Set<String> OF_EVERY_COMMAND =
            Set.of(QueriesOption.NAME, RootCommand.NO_PAGER, "--help", "--version");

    private final String heading;
    private final Set<String> names;

    OptionSections(String heading, Set<String> names) {
        this.heading = heading;
        this.names = names;
    }

    private static Set<String> names(Object... mixins) {
        return Arrays.stream(mixins)
                .map(CommandSpec::forAnnotatedObject)
                .flatMap(spec -> spec.optionsMap().keySet().stream())
                .collect(Collectors.toSet());
    }

    String heading() {
        return heading;
    }

    /** The options part of a help text. */
    static String text(Help help) {
        CommandSpec command = help.commandSpec();
        if (!command.optionsMap().keySet().containsAll(PACKETS.names)) {
            return help.optionListHeading() + help.optionList();
        }
        StringBuilder text = new StringBuilder();
        of(command)
                .forEach(
                        (section, options) ->
                                text.append('\n')
                                        .append(section.heading)
                                        .append(":\n")
                                        .append(help.optionListExcludingGroups(options)));
        return text.toString();
    }

    /** The options of a command, by section and name. */
    static Map<OptionSections, List<OptionSpec>> of(CommandSpec command) {
        Map<OptionSections, List<OptionSpec>> sections = new EnumMap<>(OptionSections.class);
        Stream.of(values()).forEach(section -> sections.put(section, new ArrayList<>()));
        command.options().stream()
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .forEach(option -> sections.get(of(option)).add(option));
        sections.values().removeIf(Collection::isEmpty);
        return sections;
    }

    private static OptionSections of(OptionSpec option) {
        Predicate<OptionSections> has = section -> section.names.contains(option.longestName());
        return OF_EVERY_COMMAND.contains(option.longestName())
                ? OTHER
                : Stream.of(values()).filter(has).findFirst().orElse(OWN);
    }
}
