package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.Suggestions;
import dev.skbtrail.recorder.pcap.PcapFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The words without an option: before '--' a filter expression as tcpdump has, after it a program.
 */
final class ExpressionOptions {
    @Option(
            names = "--pcap",
            paramLabel = "EXPRESSION",
            description = "The same expression as an option; if both are given, both must match.")
    private String option = "";

    @Parameters(
            arity = "0..*",
            paramLabel = "EXPRESSION",
            description = {
                "Filter expression in tcpdump's syntax, see 'man pcap-filter'. Devices without"
                        + " Ethernet are treated as if they had it. After '--': a program to run;"
                        + " the recording stops when it ends."
            })
    private List<String> words = new ArrayList<>();

    /**
     * @param args all arguments
     * @param subcommands one of which may be misspelt
     * @throws IllegalArgumentException when libpcap or the kernel cannot take it
     */
    PcapFilter filter(List<String> args, Collection<String> subcommands) {
        List<String> positional = words.subList(0, words.size() - programWords(args));
        String expression = String.join(" ", positional).strip();
        try {
            PcapFilter.parse(expression);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage()
                            + Suggestions.hint(positional.get(0), subcommands)
                            + "; a program to run goes after '--'",
                    e);
        }
        return PcapFilter.parse(both(expression, option.strip()));
    }

    /** The program after '--' with its arguments; empty: none. */
    List<String> program(List<String> args) {
        return List.copyOf(words.subList(words.size() - programWords(args), words.size()));
    }

    private static int programWords(List<String> args) {
        int separator = args.indexOf("--");
        return separator < 0 ? 0 : args.size() - separator - 1;
    }

    private static String both(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one + other;
        }
        return "(" + one + ") and (" + other + ")";
    }
}
