package dev.skbtrail.analyzer.page;

import dev.skbtrail.analyzer.text.Printable;
import dev.skbtrail.analyzer.text.Shell;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shell commands that reproduce what the page shows.
 *
 * @param traces as the user named them
 * @param filter the options that chose the packets, with their values: {@code --host}, {@code
 *     10.0.0.1}
 */
public record Commands(List<String> traces, List<String> filter) {
    private static final String PROGRAM = "skbtrail";

    /**
     * @param name name of a report or command
     * @param options its own options, with their values
     */
    String of(String name, List<String> options) {
        return line(name, Stream.of(traces, filter, options));
    }

    /** As above, but without the packet filter. */
    String unfiltered(String name) {
        return line(name, Stream.of(traces));
    }

    /**
     * Replaces control characters, which must not reach the page; such a name has to be typed
     * anyway.
     */
    private static String line(String name, Stream<List<String>> arguments) {
        return Stream.concat(
                        Stream.of(PROGRAM, name),
                        arguments.flatMap(List::stream).map(Shell::quoted))
                .map(Printable::of)
                .collect(Collectors.joining(" "));
    }
}
