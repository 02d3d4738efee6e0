package dev.skbtrail.analyzer.rule;

import dev.skbtrail.analyzer.render.Cells;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.text.Paragraph;
import dev.skbtrail.analyzer.text.Printable;
import dev.skbtrail.analyzer.text.Style;
import dev.skbtrail.analyzer.text.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Findings for reading: each with what shows it, what confirms it and what to change. */
public final class FindingsPrinter {
    private static final String LABEL = "   %-9s ";
    private static final String INDENT = " ".repeat(13);

    private final Terminal terminal;
    private int number;

    public FindingsPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints one; in a line where there is nothing to do about it. */
    public void print(Finding finding) {
        if (finding.rule().level() == Level.NOTE) {
            String line = finding.sentence() + "; " + count(finding);
            hanging(line, "   ").forEach(terminal.out()::line);
            return;
        }
        number++;
        String head =
                String.format(
                        Locale.ROOT, "%d. %s: %s", number, finding.certainty(), finding.sentence());
        Style style = finding.rule().level() == Level.ERROR ? Style.RED : Style.BOLD;
        hanging(head, "   ").forEach(line -> terminal.out().line(style, line));
        entry("seen", seen(finding));
        finding.confirm().forEach(command -> entry("confirm", command));
        finding.change().forEach(text -> entry("change", text));
        finding.reports().forEach(command -> entry("more", command));
        entry("rule", finding.rule().name());
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

    private void entry(String label, String text) {
        String whole = String.format(Locale.ROOT, LABEL, label) + text;
        hanging(whole, INDENT).forEach(terminal.out()::line);
    }

    private List<String> hanging(String text, String indent) {
        return Paragraph.hanging(Printable.of(text), terminal.width(), indent);
    }
}
