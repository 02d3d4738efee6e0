package dev.skbtrail.analyzer.rule;

import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Header;
import dev.skbtrail.analyzer.report.Origin;
import dev.skbtrail.analyzer.report.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule: what the header of its {@code .sql} says, and a SELECT over the views whose rows are its
 * findings. The grammar is in {@code queries/README.md}.
 *
 * @param origin its name, area and file
 * @param finding one sentence of cause
 * @param confirm commands that show the cause on the host
 * @param change what to do about it
 * @param reports commands that show more of the trace
 * @param sources kernel files and RFCs
 * @param probes functions without which it sees nothing: one of them has to be attached
 * @param needs views that the SQL reads
 * @param columns of the SQL: {@link #COMMON}, then those of its own
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
        String sql) {
    /** Columns that every rule has, in this order, before its own. */
    public static final List<Column> COMMON =
            List.of(
                    new Column("certainty", Unit.NONE, "certain, likely or possible"),
                    new Column("packets", Unit.COUNT, "number of packets"),
                    new Column("flows", Unit.COUNT, "number of flows"),
                    new Column("first", Unit.TIME, "when it was seen first"),
                    new Column("last", Unit.TIME, "when it was seen last"),
                    new Column("evidence", Unit.NONE, "numbers of packets that show it"));

    /** Place for what the user calls the trace. */
    static final String TRACE = "trace";

    /** Place for the first packet of the evidence. */
    static final String PACKET = "packet";

    /**
     * @param sql the whole file
     * @throws IllegalArgumentException when the header is not as the grammar wants it
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
                    Stream.concat(COMMON.stream(), header.columns().stream()).toList(),
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

    /** What it is called. */
    public String name() {
        return origin.name();
    }

    /** Every text that has places for columns. */
    Stream<Template> templates() {
        return Stream.of(Stream.of(finding), confirm.stream(), change.stream(), reports.stream())
                .flatMap(stream -> stream);
    }
}
