package dev.skbtrail.analyzer.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a manual page with the macros of man(7). All input is treated as plain text. */
final class Roff {
    private static final Map<Character, String> SPECIAL =
            Map.of(
                    '\\', "\\e", '-', "\\-", '\'', "\\(aq", '"', "\\(dq", '`', "\\(ga", '^',
                    "\\(ha", '~', "\\(ti");

    private final StringBuilder page = new StringBuilder();

    /**
     * @param name name of the page
     * @param source program and version
     */
    Roff(String name, String source) {
        macro("TH", List.of(name.toUpperCase(Locale.ROOT), "1", "", source, "skbtrail"));
    }

    Roff section(String heading) {
        return macro("SH", List.of(heading.toUpperCase(Locale.ROOT)));
    }

    Roff subsection(String heading) {
        return macro("SS", List.of(heading));
    }

    Roff paragraph(String text) {
        return line(".PP").line(escaped(text));
    }

    /** Adds a term and its indented explanation. */
    Roff entry(String word, String meaning) {
        return line(".TP").line("\\fB" + escaped(word) + "\\fR").line(escaped(meaning));
    }

    /**
     * Adds a help text: paragraphs are separated by empty lines, headings end in a colon, and
     * indented lines are kept verbatim.
     */
    Roff help(List<String> lines) {
        boolean literal = false;
        line(".PP");
        for (String text : lines) {
            if (literal != text.startsWith("  ")) {
                literal = !literal;
                line(literal ? ".nf" : ".fi");
            }
            line(text.isEmpty() ? ".PP" : escaped(text));
        }
        return literal ? line(".fi") : this;
    }

    private Roff macro(String macro, List<String> arguments) {
        return line(
                arguments.stream()
                        .map(argument -> " \"" + escaped(argument) + '"')
                        .collect(Collectors.joining("", "." + macro, "")));
    }

    private Roff line(String line) {
        page.append(line).append('\n');
        return this;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            escaped.append(SPECIAL.getOrDefault(c, String.valueOf(c)));
        }
        // A line that begins with a dot would be a macro.
        return text.startsWith(".") ? "\\&" + escaped : escaped.toString();
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
