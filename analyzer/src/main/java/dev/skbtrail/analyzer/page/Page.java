package dev.skbtrail.analyzer.page;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.Portable;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.rule.Examination;
import dev.skbtrail.analyzer.rule.Finding;
import dev.skbtrail.analyzer.text.NewFile;
import dev.skbtrail.analyzer.text.Printable;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** {@code skbtrail report}: collects the content of the page as data for its script. */
public final class Page {
    private final ReportRun run;
    private final Library library;
    private final Commands commands;
    private final boolean queryable;

    private Page(ReportRun run, Library library, Commands commands, boolean queryable) {
        this.run = run;
        this.library = library;
        this.commands = commands;
        this.queryable = queryable;
    }

    /**
     * Runs the reports that the page shows.
     *
     * @param examination findings of the same run
     * @return the whole page as HTML
     */
    public static NewFile.Content of(
            ReportRun run, Library library, Examination examination, Commands commands) {
        Page page = new Page(run, library, commands, false);
        return Html.of(Json.of(page.data(examination)), null)::write;
    }

    /** Whether the program was built with the files that {@link #queryable} needs. */
    public static boolean canBeQueryable() {
        return Queryable.isThere();
    }

    /**
     * As above, with the events and the engine that runs queries on them.
     *
     * @param database database of the run; must stay open until the page is written
     * @throws UserException when there are too many events
     */
    public static NewFile.Content queryable(
            ReportRun run,
            Library library,
            Examination examination,
            Commands commands,
            TraceDatabase database) {
        Page page = new Page(run, library, commands, true);
        Portable portable = Portable.of(library);
        Queryable queryable =
                new Queryable(
                        database.copyTables(portable.tables(run)),
                        Json.of(Questions.of(library, portable, commands)));
        return Html.of(Json.of(page.data(examination)), queryable)::write;
    }

    private Map<String, Object> data(Examination examination) {
        return Figure.map(
                "traces", commands.traces().stream().map(Printable::of).toList(),
                "complete", run.completeness().complete(),
                "note", Printable.of(run.completeness().note()),
                "filter", Printable.of(run.filter()),
                "command", commands.of("report", command()),
                "explain", commands.of("explain", List.of()),
                "packet", commands.unfiltered("packet"),
                "findings", examination.findings().stream().map(Page::finding).toList(),
                "remarks", examination.remarks().stream().map(Printable::of).toList(),
                "sections", sections(),
                "licences", Html.licences(queryable));
    }

    private List<String> command() {
        return Stream.concat(
                        Stream.of("-o", "report.html"),
                        queryable ? Stream.of("--queryable") : Stream.of())
                .toList();
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
