package dev.skbtrail.analyzer.rule;

import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Header;
import dev.skbtrail.analyzer.report.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule: the header of its {@code .sql}, and a SELECT over the views whose rows are the affected
 * packets. The grammar is in {@code queries/README.md}.
 *
 * @param origin its name, area and file
 * @param finding one sentence that states the cause
 * @param confirm commands that show the cause on the host
 * @param change what to do about it
 * @param reports commands that show more of the trace
 * @param sources kernel files and RFCs
 * @param probes functions of which at least one has to be attached for the rule to see anything
 * @param needs views that the SQL reads
 * @param columns columns of the SQL that identify a finding: its packets share their values
 * @param examples columns whose most frequent values a finding shows
 */
public record Rule(
        Origin origin,
        String title,
        String description,
        Level level,
        Template finding,
        List<Template> confirm,
        List<Template> change,
        List<Template> reports,
        List<String> sources,
        List<String> probes,
        List<String> needs,
        List<Column> columns,
        List<Column> examples,
        String sql) {
    /** Columns that every rule's SQL has in addition to its own; there is one row per packet. */
    static final List<String> EVERY = List.of("certainty", "packet", "ts", "flow");

    /** Placeholder for the user's name for the trace. */
    static final String TRACE = "trace";

    /**
     * @param sql the whole file
     * @throws IllegalArgumentException when the header does not follow the grammar
     */
    static Rule parse(Origin origin, String sql) {
        Header header = Header.of(origin.path(), sql);
        try {
            return new Rule(
                    origin,
                    header.one("title"),
                    header.one("description"),
                    Level.parse(header.one("level")),
                    Template.parse(header.one("finding")),
                    templates(header, "confirm"),
                    templates(header, "change"),
                    templates(header, "report"),
                    header.all("source").toList(),
                    header.names("probes"),
                    header.names("needs"),
                    header.columns("column"),
                    header.columns("example"),
                    sql);
        } catch (TemplateException e) {
            throw new IllegalArgumentException(origin.path() + ": " + e.getMessage(), e);
        }
    }

    private static List<Template> templates(Header header, String key) {
        List<Template> templates = new ArrayList<>();
        header.all(key).forEach(text -> templates.add(Template.parse(text)));
        return templates;
    }

    /** The name of the rule. */
    public String name() {
        return origin.name();
    }

    /** All texts that contain placeholders for columns. */
    Stream<Template> templates() {
        return Stream.of(Stream.of(finding), confirm.stream(), change.stream(), reports.stream())
                .flatMap(stream -> stream);
    }
}
