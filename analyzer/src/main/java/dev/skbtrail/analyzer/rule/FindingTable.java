package dev.skbtrail.analyzer.rule;

import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Findings as rows, for machine-readable formats. */
public final class FindingTable {
    /** The columns of the rows, in order. */
    public static final List<Column> COLUMNS =
            List.of(
                    column("rank", Unit.NONE, "1 for the most important"),
                    column("level", Unit.NONE, "error, warning or note"),
                    column("certainty", Unit.NONE, "certain, likely or possible"),
                    column("finding", Unit.NONE, "one sentence of cause"),
                    column("packets", Unit.COUNT, "number of packets"),
                    column("flows", Unit.COUNT, "number of flows"),
                    column("first", Unit.OFFSET, "when it was seen first, from the start"),
                    column("last", Unit.OFFSET, "when it was seen last, from the start"),
                    column("confirm", Unit.NONE, "commands that show it on the host"),
                    column("change", Unit.NONE, "what to change"),
                    column("evidence", Unit.NONE, "numbers of packets that show it"),
                    column("reports", Unit.NONE, "commands that show more"),
                    column("rule", Unit.NONE, "skbtrail help RULE explains it"));

    private static final String MAKE =
            """
            CREATE OR REPLACE TEMP TABLE _findings (rank BIGINT, level VARCHAR, certainty VARCHAR,
                finding VARCHAR, packets BIGINT, flows BIGINT, first BIGINT, last BIGINT,
                confirm VARCHAR, change VARCHAR, evidence VARCHAR, reports VARCHAR, rule VARCHAR)
            """;

    private FindingTable() {}

    private static Column column(String name, Unit unit, String description) {
        return new Column(name, unit, description);
    }

    /**
     * Creates the table.
     *
     * @return the SELECT for its rows
     */
    public static String make(TraceDatabase database, List<Finding> findings) {
        String places = COLUMNS.stream().map(c -> "?").collect(Collectors.joining(", "));
        database.define(List.of(MAKE));
        IntStream.range(0, findings.size())
                .forEach(
                        i ->
                                database.update(
                                        "INSERT INTO _findings VALUES (" + places + ")",
                                        row(i + 1, findings.get(i))));
        return "FROM _findings ORDER BY rank";
    }

    private static List<Object> row(long rank, Finding finding) {
        List<Object> row = new ArrayList<>(List.of(rank, finding.rule().level().toString()));
        row.addAll(List.of(finding.certainty(), finding.sentence()));
        row.addAll(List.of(finding.packets(), finding.flows(), finding.first(), finding.last()));
        row.addAll(List.of(lines(finding.confirm()), lines(finding.change())));
        row.add(finding.evidence().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        row.addAll(List.of(lines(finding.reports()), finding.rule().name()));
        return row;
    }

    private static String lines(List<String> texts) {
        return String.join("; ", texts);
    }
}
