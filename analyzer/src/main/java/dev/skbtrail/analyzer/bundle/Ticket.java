package dev.skbtrail.analyzer.bundle;

import dev.skbtrail.analyzer.render.Markdown;
import dev.skbtrail.analyzer.rule.Finding;
import dev.skbtrail.analyzer.text.Printable;
import dev.skbtrail.analyzer.text.Shell;
import java.util.ArrayList;
import java.util.List;

/** What to write about a bundle in a ticket, in Markdown. */
public final class Ticket {
    private Ticket() {}

    /**
     * @param file name of the bundle
     */
    public static List<String> lines(String file, Contents contents) {
        List<String> lines = new ArrayList<>();
        lines.add("### Trace " + escaped(file));
        lines.add("");
        contents.lines().forEach(line -> lines.add(item(line.label(), line.text())));
        lines.add(item("state", contents.completeness().note()));
        lines.add("");
        int number = 0;
        for (Finding finding : contents.findings()) {
            number++;
            lines.add(
                    number
                            + ". **"
                            + escaped(finding.certainty())
                            + "**: "
                            + escaped(finding.sentence())
                            + " ("
                            + escaped(finding.seen())
                            + ")");
        }
        contents.remarks().forEach(remark -> lines.addAll(List.of("", escaped(remark))));
        lines.addAll(List.of("", "More:", "", "```"));
        lines.add("skbtrail explain " + Printable.of(Shell.quoted(file)));
        contents.findings().stream()
                .flatMap(finding -> finding.reports().stream())
                .distinct()
                .forEach(command -> lines.add(Printable.of(command).replace("```", "")));
        lines.add("```");
        return lines;
    }

    private static String item(String label, String text) {
        return "- " + label + ": " + escaped(text);
    }

    private static String escaped(String text) {
        return Markdown.escaped(Printable.of(text));
    }
}
