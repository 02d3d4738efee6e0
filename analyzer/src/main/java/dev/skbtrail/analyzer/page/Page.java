package dev.skbtrail.analyzer.page;

import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.rule.Examination;
import dev.skbtrail.analyzer.rule.Finding;
import dev.skbtrail.analyzer.text.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code skbtrail report}: what the page tells, as data for its script. */
public final class Page {
    private final ReportRun run;
    private final Library library;
    private final Commands commands;

    private Page(ReportRun run, Library library, Commands commands) {
        this.run = run;
        this.library = library;
        this.commands = commands;
    }

    /**
     * Runs what the page shows.
     *
     * @param examination of the same run: what is wrong
     * @return the whole page, HTML
     */
    public static String of(
            ReportRun run, Library library, Examination examination, Commands commands) {
        return Html.of(Json.of(new Page(run, library, commands).data(examination)));
    }

    private Map<String, Object> data(Examination examination) {
        return Figure.map(
                "traces", commands.traces().stream().map(Printable::of).toList(),
                "complete", run.completeness().complete(),
                "note", Printable.of(run.completeness().note()),
                "filter", Printable.of(run.filter()),
                "command", commands.of("report", List.of("-o", "report.html")),
                "explain", commands.of("explain", List.of()),
                "packet", commands.unfiltered("packet"),
                "findings", examination.findings().stream().map(Page::finding).toList(),
                "remarks", examination.remarks().stream().map(Printable::of).toList(),
                "sections", sections(),
                "licences", Html.licences());
    }

    private static Map<String, Object> finding(Finding finding) {
        return Figure.map(
                "level", finding.rule().level().toString(),
                "certainty", finding.certainty(),
                "sentence", Printable.of(finding.sentence()),
                "seen", finding.seen(),
                "confirm", finding.confirm().stream().map(Printable::of).toList(),
                "change", finding.change().stream().map(Printable::of).toList(),
                "more", finding.reports().stream().map(Printable::of).toList(),
                "rule", finding.rule().name(),
                "description", finding.rule().description(),
                "sql", finding.rule().sql());
    }

    private List<Object> sections() {
        List<Outline> figures = Outline.read();
        keepWhatSeveralRead(figures);
        Map<String, List<Object>> sections = new LinkedHashMap<>();
        for (Outline figure : figures) {
            sections.computeIfAbsent(figure.section(), title -> new ArrayList<>())
                    .add(
                            Figure.of(
                                    figure,
                                    library.report(figure.report()).orElseThrow(),
                                    run,
                                    commands));
        }
        List<Object> list = new ArrayList<>();
        sections.forEach((title, shown) -> list.add(Figure.map("title", title, "figures", shown)));
        return list;
    }

    private void keepWhatSeveralRead(List<Outline> figures) {
        Set<String> once = new TreeSet<>();
        Set<String> again = new TreeSet<>();
        for (Outline figure : figures) {
            for (String view : library.report(figure.report()).orElseThrow().needs()) {
                (once.add(view) ? once : again).add(view);
            }
        }
        run.keep(again);
    }
}
