package dev.skbtrail.analyzer.rule;

import dev.skbtrail.analyzer.render.LabelledLines;
import dev.skbtrail.analyzer.text.Style;
import dev.skbtrail.analyzer.text.Terminal;
import java.util.Locale;

/** Prints findings for reading: each with its evidence, how to confirm it and what to change. */
public final class FindingsPrinter {
    private final Terminal terminal;
    private final LabelledLines lines;
    private int number;

    public FindingsPrinter(Terminal terminal) {
        this.terminal = terminal;
        this.lines = new LabelledLines(terminal);
    }

    /** Prints one finding; on a single line if it requires no action. */
    public void print(Finding finding) {
        if (finding.rule().level() == Level.NOTE) {
            String line = finding.sentence() + "; " + finding.count();
            lines.head(Style.PLAIN, line);
            return;
        }
        number++;
        String head =
                String.format(
                        Locale.ROOT, "%d. %s: %s", number, finding.certainty(), finding.sentence());
        Style style = finding.rule().level() == Level.ERROR ? Style.RED : Style.BOLD;
        lines.head(style, head);
        lines.entry("seen", finding.seen());
        finding.confirm().forEach(command -> lines.entry("confirm", command));
        finding.change().forEach(text -> lines.entry("change", text));
        finding.reports().forEach(command -> lines.entry("more", command));
        lines.entry("rule", finding.rule().name());
        terminal.out().line("");
    }
}
