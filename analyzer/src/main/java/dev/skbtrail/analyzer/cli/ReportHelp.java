package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.text.Paragraph;
import dev.skbtrail.analyzer.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** What the header of a report or view has to tell. */
final class ReportHelp {
    private static final int WIDTH = 78;

    private ReportHelp() {}

    /** Lines that follow a report's options. */
    static String[] footer(Definition report) {
        return lines(report).stream().map(ReportHelp::escaped).toArray(String[]::new);
    }

    /** A sentence of any length. */
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

    /**
     * Adds a line of the contract: column,type,nullable,unit, three for the recorder, description.
     */
    private static void event(List<String> lines, String line) {
        String[] cells = line.split(",", 8);
        String unit = cells[3].isEmpty() ? "" : " (" + cells[3] + ")";
        fill(lines, cells[0] + unit + ": " + cells[7].replace("\"", ""), "  ");
    }

    /** Adds the text in lines of at most {@link #WIDTH} columns, further lines indented. */
    static void fill(List<String> lines, String text, String indent) {
        Paragraph.hanging(Printable.of(text), WIDTH - indent.length(), indent)
                .forEach(line -> lines.add(indent + line));
    }

    /** picocli formats these texts. */
    static String escaped(String text) {
        return text.replace("%", "%%").replace("@|", "@ |");
    }
}
