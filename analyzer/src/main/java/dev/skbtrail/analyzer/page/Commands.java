package dev.skbtrail.analyzer.page;

import dev.skbtrail.analyzer.text.Printable;
import dev.skbtrail.analyzer.text.Shell;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Command lines that make what the page shows, for a shell.
 *
 * @param traces as the user named them
 * @param filter options that chose the packets, with their values: {@code --host}, {@code 10.0.0.1}
 */
public record Commands(List<String> traces, List<String> filter) {
    private static final String PROGRAM = "skbtrail";

    /**
     * @param name of a report or command
     * @param options of its own, with their values
     */
    String of(String name, List<String> options) {
        return line(name, Stream.of(traces, filter, options));
    }

    /** Likewise, whatever packets were chosen. */
    String unfiltered(String name) {
        return line(name, Stream.of(traces));
    }

    /** In a page nothing may steer; what such a command names has to be typed anyhow. */
    private static String line(String name, Stream<List<String>> arguments) {
        return Stream.concat(
                        Stream.of(PROGRAM, name),
                        arguments.flatMap(List::stream).map(Shell::quoted))
                .map(Printable::of)
                .collect(Collectors.joining(" "));
    }
}
