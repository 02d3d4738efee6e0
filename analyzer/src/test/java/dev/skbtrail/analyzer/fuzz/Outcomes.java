package dev.skbtrail.analyzer.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts what came of a campaign, as a table in Markdown. */
final class Outcomes {
    private final Map<String, Row> rows = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private Consumer<Finding> listener = finding -> {};

    /** Of one group of cases. */
    private static final class Row {
        private int files;
        private int commands;
        private int refused;
        private int doubted;
        private Duration slowest = Duration.ZERO;
        private long peakKib;
        private final Map<Symptom, Integer> symptoms = new EnumMap<>(Symptom.class);
    }

    /** Who wants to know at once. */
    synchronized void listen(Consumer<Finding> wanted) {
        listener = wanted;
    }

    synchronized void file(Case of) {
        row(of).files++;
    }

    synchronized void run(Finding finding) {
        Row row = row(finding.of());
        Run run = finding.run();
        int commands = finding.command().parts().size();
        row.commands += commands;
        row.refused += run.done() ? 0 : commands;
        row.doubted += run.done() && !run.saysComplete() ? commands : 0;
        row.slowest = run.time().compareTo(row.slowest) > 0 ? run.time() : row.slowest;
        row.peakKib = Math.max(row.peakKib, run.peakKib());
        finding.symptoms().forEach(symptom -> row.symptoms.merge(symptom, 1, Integer::sum));
        if (!finding.symptoms().isEmpty()) {
            findings.add(finding);
            listener.accept(finding);
        }
    }

    private Row row(Case of) {
        return rows.computeIfAbsent(of.group().replaceAll("/.*", ""), group -> new Row());
    }

    synchronized List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** A line for each group. */
    synchronized String table() {
        StringBuilder table =
                new StringBuilder(
                        "| cases | files | commands | refused | called incomplete | longest | peak |"
                                + " findings |\n|---|---|---|---|---|---|---|---|\n");
        rows.forEach(
                (group, row) ->
                        table.append(
                                String.format(
                                        "| %s | %,d | %,d | %,d | %,d | %.1f s | %,d MiB | %s |%n",
                                        group,
                                        row.files,
                                        row.commands,
                                        row.refused,
                                        row.doubted,
                                        row.slowest.toMillis() / 1e3,
                                        row.peakKib / 1024,
                                        row.symptoms.isEmpty() ? "none" : row.symptoms)));
        return table.toString();
    }
}
