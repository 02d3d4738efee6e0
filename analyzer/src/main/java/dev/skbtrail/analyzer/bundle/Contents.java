package dev.skbtrail.analyzer.bundle;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.render.Cells;
import dev.skbtrail.analyzer.report.Completeness;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.rule.Examination;
import dev.skbtrail.analyzer.rule.Finding;
import dev.skbtrail.analyzer.rule.Rules;
import dev.skbtrail.analyzer.trace.Limits;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import dev.skbtrail.analyzer.trace.TraceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a bundle contains, read from the file itself, so that the recipient sees the same.
 *
 * @param lines statements about the bundle, each with a label
 * @param findings the first findings of {@code skbtrail explain}
 * @param remarks what the findings do not say
 */
public record Contents(
        List<Line> lines, Completeness completeness, List<Finding> findings, List<String> remarks) {
    /** Enough findings to show what the ticket is about. */
    private static final int FINDINGS = 5;

    private static final String ABOUT = "bundle.sql";

    /** One statement about the bundle. */
    public record Line(String label, String text) {}

    /**
     * @param name the file's future name, used in the commands shown
     */
    public static Contents of(Path part, String name, Limits limits, Library library) {
        try (TraceDatabase database = TraceDatabase.open(List.of(new TraceFile(part)), limits)) {
            ReportRun run = ReportRun.of(database, library, PacketFilter.NONE);
            Examination examination =
                    Examination.of(database, run, List.of(name), Rules.load().all(), FINDINGS);
            return new Contents(
                    about(run), run.completeness(), examination.findings(), examination.remarks());
        }
    }

    private static List<Line> about(ReportRun run) {
        return run.rows(
                List.of("events", "trace"),
                Resources.read(ABOUT),
                rows -> {
                    rows.next();
                    List<Line> lines = new ArrayList<>();
                    lines.add(new Line("part", String.valueOf(rows.value(0))));
                    lines.add(
                            new Line(
                                    "contents",
                                    Cells.text(rows.value(1), Unit.COUNT)
                                            + " events, "
                                            + Cells.text(rows.value(2), Unit.COUNT)
                                            + " packets"));
                    if (rows.value(3) != null) {
                        lines.add(
                                new Line(
                                        "time",
                                        Cells.text(rows.value(3), Unit.OFFSET)
                                                + " to "
                                                + Cells.text(rows.value(4), Unit.OFFSET)
                                                + " from "
                                                + rows.value(5)));
                    }
                    lines.add(new Line("kernel", String.valueOf(rows.value(6))));
                    return lines;
                });
    }
}
