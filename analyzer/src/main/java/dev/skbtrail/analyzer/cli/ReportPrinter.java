package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.render.Heading;
import dev.skbtrail.analyzer.render.Renderer;
import dev.skbtrail.analyzer.report.Arrangement;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Parameter;
import dev.skbtrail.analyzer.report.ReportRun;
import java.util.Map;

/** Runs one report and prints it: heading, rows, and remarks that the rows do not contain. */
final class ReportPrinter {
    private final ReportRun run;
    private final Renderer renderer;

    ReportPrinter(ReportRun run, Renderer renderer) {
        this.run = run;
        this.renderer = renderer;
    }

    /**
     * @param values a value for each parameter; null for NULL
     */
    void print(Arrangement arrangement, Map<Parameter, Object> values) {
        Definition report = arrangement.report();
        values.forEach(run::set);
        arrangement.prepare(run);
        Heading heading = new Heading(report.title(), run.completeness(), run.filter());
        long count =
                run.rows(
                        report,
                        renderer.query(arrangement.sql()),
                        rows -> {
                            // Only now: if the query fails, no heading is printed.
                            renderer.head(heading);
                            return renderer.rows(arrangement.columns(), rows);
                        });
        if (count == 0) {
            renderer.remark(report.empty());
        } else if (values.entrySet().stream().anyMatch(value -> cutsOff(value, count))) {
            renderer.remark("The first " + count + " rows; --top N shows more.");
        }
    }

    private static boolean cutsOff(Map.Entry<Parameter, Object> value, long count) {
        return value.getKey().name().equals(Parameter.TOP)
                && value.getValue() instanceof Number limit
                && limit.longValue() == count;
    }
}
