package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.rule.Rule;
import java.util.ArrayList;
import java.util.List;

/** Help text from the header of a rule. */
final class RuleHelp {
    private static final String INDENT = "  ";

    private RuleHelp() {}

    static List<String> lines(Rule rule) {
        List<String> lines = new ArrayList<>();
        ReportHelp.fill(lines, "Rule " + rule.name() + ": " + rule.title() + ".", "");
        lines.add("");
        ReportHelp.fill(lines, rule.description(), "");
        part(lines, "It says (" + rule.level() + "):", List.of(rule.finding()));
        part(lines, "Confirm on the host:", rule.confirm());
        part(lines, "Change:", rule.change());
        part(lines, "More of the trace:", rule.reports());
        part(lines, "Sources:", rule.sources());
        part(lines, "Needs one of these probes:", rule.probes());
        lines.add("");
        lines.add("SQL: " + rule.origin().path());
        return lines;
    }

    private static void part(List<String> lines, String heading, List<?> texts) {
        if (!texts.isEmpty()) {
            lines.add("");
            lines.add(heading);
            texts.forEach(text -> ReportHelp.fill(lines, text.toString(), INDENT));
        }
    }
}
