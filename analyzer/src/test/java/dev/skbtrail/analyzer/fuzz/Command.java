package dev.skbtrail.analyzer.fuzz;

import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A report in a format, of any file. */
record Command(Definition report, Format format) {
    private static final List<Definition> REPORTS = Library.load().reports();
    private static final String PACKET = "1";

    /** Every report, each in one of the formats, which depends on the number. */
    static List<Command> all(int number) {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < REPORTS.size(); i++) {
            commands.add(of(i, number + i));
        }
        return commands;
    }

    /** A few of them, others for other numbers. */
    static List<Command> some(int number, int count) {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(of(Math.floorMod(number * count + i, REPORTS.size()), number + i));
        }
        return commands;
    }

    private static Command of(int report, int format) {
        Format[] formats = Format.values();
        return new Command(REPORTS.get(report), formats[Math.floorMod(format, formats.length)]);
    }

    List<String> words(Path file) {
        List<String> words = new ArrayList<>(List.of(report.name(), file.toString()));
        report.parameters().stream()
                .filter(parameter -> parameter.required())
                .forEach(parameter -> words.add(PACKET));
        words.addAll(List.of("--format", format.toString(), "--threads", "1"));
        return words;
    }

    @Override
    public String toString() {
        return report.name() + " --format " + format;
    }
}
