package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.report.Arrangement;
import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.SortKey;
import dev.skbtrail.analyzer.report.TimeFormat;
import dev.skbtrail.analyzer.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which columns of a report are shown, and what its rows are sorted by. */
final class ColumnOptions {
    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "COLUMN",
            description = "Show these columns alone, in this order.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--sort",
            split = ",",
            paramLabel = "[-]COLUMN",
            preprocessor = Descending.class,
            description =
                    "Sort by these columns, largest first with a - before the name. --top then"
                            + " cuts off what comes last; where it sums up or counts for each"
                            + " group, the rows shown are sorted.")
    private List<String> sort = new ArrayList<>();

    /**
     * @param time null to show times as the report has them
     * @throws UserException when the report has no such column
     */
    Arrangement arrangement(Definition report, TimeFormat time) {
        List<Column> chosen = new ArrayList<>();
        for (String name : columns) {
            Column column = column("--columns", name, report);
            if (chosen.contains(column)) {
                throw UserException.usage("--columns: " + name + " is named twice");
            }
            chosen.add(column);
        }
        List<SortKey> keys = sort.stream().map(key -> key(key, report)).toList();
        return new Arrangement(report, chosen, keys, time);
    }

    private static SortKey key(String key, Definition report) {
        boolean descending = key.startsWith("-");
        String name = descending ? key.substring(1) : key;
        return new SortKey(column("--sort", name, report), descending);
    }

    private static Column column(String option, String name, Definition report) {
        List<String> names = report.columns().stream().map(Column::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw UserException.usage(
                    String.format(
                            Locale.ROOT,
                            "%s: %s has no column %s%s; its columns are %s",
                            option,
                            report.name(),
                            name,
                            Nearest.hint(name, names),
                            String.join(", ", names)));
        }
        return report.columns().get(index);
    }

    /** Accepts -host as a column name, which picocli would parse as the option -h. */
    static final class Descending implements IParameterPreprocessor {
        @Override
        public boolean preprocess(
                Stack<String> args, CommandSpec command, ArgSpec sort, Map<String, Object> info) {
            if (args.isEmpty() || !args.peek().matches("-[^-].*")) {
                return false;
            }
            List<String> keys = new ArrayList<>(sort.<List<String>>getValue());
            keys.addAll(List.of(args.pop().split(",")));
            sort.setValue(keys);
            return true;
        }
    }
}
