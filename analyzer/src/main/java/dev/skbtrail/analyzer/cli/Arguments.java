package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.report.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * What stands after the first trace of a report's command line: more traces, as the shell expands
 * {@code t.*.parquet}, and then one value for each required parameter of the report.
 */
final class Arguments {
    private final List<Parameter> wanted;
    private final PositionalParamSpec spec;

    Arguments(List<Parameter> wanted) {
        this.wanted = wanted;
        PositionalParamSpec.Builder builder =
                PositionalParamSpec.builder()
                        .index("1..*")
                        .arity("0..*")
                        .required(false)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .initialValue(List.of());
        spec =
                wanted.isEmpty()
                        ? builder.paramLabel("TRACE")
                                .description("More traces, read together with the first.")
                                .build()
                        : builder.paramLabel("[TRACE...] " + labels(wanted))
                                .hideParamSyntax(true)
                                .description(description(wanted))
                                .build();
    }

    private static String labels(List<Parameter> wanted) {
        return wanted.stream().map(Arguments::label).collect(Collectors.joining(" "));
    }

    private static String label(Parameter parameter) {
        return parameter.name().toUpperCase(Locale.ROOT);
    }

    private static String[] description(List<Parameter> wanted) {
        Stream<String> lines =
                wanted.stream()
                        .map(parameter -> label(parameter) + ": " + parameter.description())
                        .map(ReportHelp::escaped);
        return Stream.concat(Stream.of("More traces, read together with the first."), lines)
                .toArray(String[]::new);
    }

    ArgSpec spec() {
        return spec;
    }

    private List<String> words() {
        List<String> words = spec.getValue();
        return words == null ? List.of() : words;
    }

    /** The traces besides the first. */
    List<Path> traces() {
        List<String> words = words();
        return words.subList(0, Math.max(0, words.size() - wanted.size())).stream()
                .map(Path::of)
                .toList();
    }

    /**
     * The values of the required parameters, in their order.
     *
     * @throws ParameterException when one is missing or has the wrong type
     */
    List<Object> values(CommandLine command) {
        List<String> words = words();
        if (words.size() < wanted.size()) {
            throw new ParameterException(
                    command,
                    "Missing required parameter: '" + label(wanted.get(words.size())) + "'");
        }
        List<String> last = words.subList(words.size() - wanted.size(), words.size());
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < last.size(); i++) {
            values.add(value(wanted.get(i), last.get(i), command));
        }
        return values;
    }

    private static Object value(Parameter parameter, String word, CommandLine command) {
        if (parameter.type().equals(Parameter.FILE)) {
            return Path.of(word);
        }
        if (!parameter.isNumber()) {
            return word;
        }
        try {
            return new WholeNumber(parameter.least(), parameter.most()).convert(word);
        } catch (TypeConversionException e) {
            throw new ParameterException(command, label(parameter) + ": " + e.getMessage());
        }
    }
}
