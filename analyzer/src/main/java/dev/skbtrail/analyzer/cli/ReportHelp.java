package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.text.Paragraph;
import dev.skbtrail.analyzer.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** Help text from the header of a report or view. */
final class ReportHelp {
    private static final int WIDTH = 78;

    private ReportHelp() {}

    /** The lines below a report's options. */
    static String[] footer(Definition report) {
        return lines(report).stream().map(ReportHelp::escaped).toArray(String[]::new);
    }

    /** Wraps a sentence. */
    static List<String> lines(String sentence) {
        List<String> lines = new ArrayList<>();
        fill(lines, sentence, "");
        return lines;
    }

    /** Description, columns, cost and origin. */
    static List<String> lines(Definition definition) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        fill(lines, definition.description(), "");
        lines.add("");
        lines.add("Columns:");
        if (definition.columns().get(0).name().equals(Column.CONTRACT)) {
            Resources.read("schema/event.csv").lines().skip(1).forEach(line -> event(lines, line));
        }
        for (Column column : definition.columns()) {
            String unit = column.unit() == Unit.NONE ? "" : " (" + column.unit().text() + ")";
            fill(lines, column.name() + unit + ": " + column.description(), "  ");
        }
        lines.add("");
        fill(lines, "Reads: " + String.join(", ", definition.needs()), "");
        fill(lines, "Cost: " + definition.cost(), "");
        lines.add("SQL: " + definition.origin().path());
        return lines;
    }

    /** Adds a line of event.csv: column,type,nullable,unit, three for the recorder, description. */
    private static void event(List<String> lines, String line) {
        String[] cells = line.split(",", 8);
        String unit = cells[3].isEmpty() ? "" : " (" + cells[3] + ")";
        fill(lines, cells[0] + unit + ": " + cells[7].replace("\"", ""), "  ");
    }

    /** Wraps the text to {@link #WIDTH} columns and adds it; lines after the first are indented. */
    static void fill(List<String> lines, String text, String indent) {
        Paragraph.hanging(Printable.of(text), WIDTH - indent.length(), indent)
                .forEach(line -> lines.add(indent + line));
    }

    /** Escapes text that picocli would interpret as a format. */
    static String escaped(String text) {
        return text.replace("%", "%%").replace("@|", "@ |");
    }
}
