package dev.skbtrail.analyzer.rule;

import dev.skbtrail.analyzer.render.Cells;
import dev.skbtrail.analyzer.render.LabelledLines;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.text.Style;
import dev.skbtrail.analyzer.text.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Findings for reading: each with what shows it, what confirms it and what to change. */
public final class FindingsPrinter {
    private final Terminal terminal;
    private final LabelledLines lines;
    private int number;

    public FindingsPrinter(Terminal terminal) {
        this.terminal = terminal;
        this.lines = new LabelledLines(terminal);
    }

    /** Prints one; in a line where there is nothing to do about it. */
    public void print(Finding finding) {
        if (finding.rule().level() == Level.NOTE) {
            String line = finding.sentence() + "; " + count(finding);
            lines.head(Style.PLAIN, line);
            return;
        }
        number++;
        String head =
                String.format(
                        Locale.ROOT, "%d. %s: %s", number, finding.certainty(), finding.sentence());
        Style style = finding.rule().level() == Level.ERROR ? Style.RED : Style.BOLD;
        lines.head(style, head);
        lines.entry("seen", seen(finding));
        finding.confirm().forEach(command -> lines.entry("confirm", command));
        finding.change().forEach(text -> lines.entry("change", text));
        finding.reports().forEach(command -> lines.entry("more", command));
        lines.entry("rule", finding.rule().name());
        terminal.out().line("");
    }

    private static String seen(Finding finding) {
        String times =
                finding.first() == finding.last()
                        ? "at " + time(finding.first())
                        : "from " + time(finding.first()) + " to " + time(finding.last());
        return String.join("; ", count(finding), times, "packet " + numbers(finding.evidence()));
    }

    private static String count(Finding finding) {
        String packets = counted(finding.packets(), "packet");
        return finding.flows() == 0 ? packets : packets + " of " + counted(finding.flows(), "flow");
    }

    private static String counted(long count, String what) {
        return Cells.text(count, Unit.COUNT) + " " + what + (count == 1 ? "" : "s");
    }

    private static String time(long offset) {
        return Cells.text(offset, Unit.OFFSET);
    }

    private static String numbers(List<Long> packets) {
        return packets.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
