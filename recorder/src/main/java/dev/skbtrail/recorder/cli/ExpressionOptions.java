package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.Suggestions;
import dev.skbtrail.recorder.pcap.PcapFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The positional arguments: before '--' a filter expression as in tcpdump, after it a command. */
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
     * @param subcommands used to detect a misspelt subcommand
     * @throws IllegalArgumentException when libpcap or the kernel cannot handle the expression
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

    /** The command after '--' with its arguments; empty if there is none. */
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
