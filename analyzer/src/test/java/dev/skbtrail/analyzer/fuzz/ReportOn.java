package dev.skbtrail.analyzer.fuzz;

import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.render.Format;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A report, or another command that reads traces, in a format, of any file.
 *
 * @param packet whether it has to be told one
 */
record ReportOn(String name, boolean packet, Format format) implements Command {
    private static final List<Definition> REPORTS = Library.load().reports();
    private static final List<String> OTHERS = List.of("explain", "compare", "check");
    private static final int COUNT = REPORTS.size() + OTHERS.size();
    private static final String PACKET = "2";

    /** What compare holds any file against. */
    private static final Path GOOD =
            SyntheticTrace.root().resolve("sample-traces/healthy/trace.parquet");

    /** Every report, each in one of the formats, which depends on the number. */
    static List<ReportOn> all(int number) {
        List<ReportOn> commands = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            commands.add(of(i, number + i));
        }
        return commands;
    }

    /** A few of them, others for other numbers. */
    static List<ReportOn> some(int number, int count) {
        List<ReportOn> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(of(Math.floorMod(number * count + i, COUNT), number + i));
        }
        return commands;
    }

    private static ReportOn of(int number, int format) {
        Format[] formats = Format.values();
        Format shown = formats[Math.floorMod(format, formats.length)];
        if (number >= REPORTS.size()) {
            return new ReportOn(OTHERS.get(number - REPORTS.size()), false, shown);
        }
        Definition report = REPORTS.get(number);
        boolean packet = report.parameters().stream().anyMatch(Parameter::required);
        return new ReportOn(report.name(), packet, shown);
    }

    /** Has a shell this command? */
    boolean isInShell() {
        return !name.equals("compare") && !name.equals("check");
    }

    /** As it is typed in a shell. */
    List<String> line() {
        List<String> words = new ArrayList<>(List.of(name));
        if (packet) {
            words.add(PACKET);
        }
        words.addAll(List.of("--format", shown()));
        return words;
    }

    @Override
    public List<String> words(Path file, Path written) {
        List<String> words = line();
        words.add(1, file.toString());
        if (name.equals("compare")) {
            words.add(1, GOOD.toString());
        }
        words.addAll(List.of("--threads", "1"));
        return words;
    }

    private String shown() {
        if (name.equals("check")) {
            return format == Format.TABLE || format == Format.CSV ? "tap" : "junit";
        }
        return format.toString();
    }

    @Override
    public String toString() {
        return name + " --format " + shown();
    }
}
