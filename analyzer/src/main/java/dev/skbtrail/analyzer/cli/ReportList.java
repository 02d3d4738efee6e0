package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.text.Paragraph;
import dev.skbtrail.analyzer.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names and titles of reports by category, as --help and list show them. */
final class ReportList {
    private static final int WIDTH = 80;
    private static final int NAME = 18;

    private ReportList() {}

    static List<String> lines(Library library) {
        List<String> lines = new ArrayList<>();
        String category = "";
        for (Definition report : library.reports()) {
            if (!report.category().equals(category)) {
                category = report.category();
                lines.add("Reports, " + category + ":");
            }
            lines.addAll(entry(report.name(), report.title()));
        }
        return lines;
    }

    static List<String> entry(String name, String title) {
        String text = String.format(Locale.ROOT, "  %-15s %s", name, Printable.of(title));
        return Paragraph.hanging(text, WIDTH, " ".repeat(NAME));
    }
}
