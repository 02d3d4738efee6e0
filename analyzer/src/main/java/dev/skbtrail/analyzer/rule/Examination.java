package dev.skbtrail.analyzer.rule;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.render.Cells;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.text.Shell;
import dev.skbtrail.analyzer.trace.QueryException;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs all rules over one trace. What several rules read is computed once: views without a row per
 * event are first materialized as tables.
 */
public final class Examination {
    private static final String ATTACHED = "SELECT DISTINCT function FROM probes WHERE attached";
    private static final String COMMANDS = "SELECT DISTINCT confirm FROM reasons";
    private static final String CONTAINERS =
            "SELECT netns, min(inode) FROM containers WHERE inode > 0 GROUP BY netns";

    /** Views read here, and views that several views used by rules are based on. */
    private static final Set<String> SHARED =
            Set.of("containers", "dropped", "probes", "readings", "reasons", "settings", "trace");

    private final ReportRun run;
    private final String traces;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Rule> blind = new ArrayList<>();
    private final int top;
    private Commands commands = Commands.NONE;
    private long all;

    private Examination(ReportRun run, List<String> traces, int top) {
        this.top = top;
        this.run = run;
        this.traces = traces.stream().map(Shell::quoted).collect(Collectors.joining(" "));
    }

    /**
     * @param run on the same database, restricted to the chosen packets
     * @param traces the user's names for the traces, used in commands that show more
     * @param top how many findings to keep
     * @throws UserException when the SQL of a rule is wrong, naming its file
     */
    public static Examination of(
            TraceDatabase database, ReportRun run, List<String> traces, List<Rule> rules, int top) {
        Examination examination = new Examination(run, traces, top);
        database.setVariable("findings", "INTEGER", top);
        examination.keep(rules);
        examination.commands =
                new Commands(examination.strings(COMMANDS), examination.containers());
        Set<String> attached = examination.strings(ATTACHED);
        for (Rule rule : rules) {
            if (rule.probes().isEmpty() || rule.probes().stream().anyMatch(attached::contains)) {
                examination.run(rule);
            } else {
                examination.blind.add(rule);
            }
        }
        examination.findings.sort(Finding.ORDER);
        return examination;
    }

    /** The findings, most important first. */
    public List<Finding> findings() {
        return findings.subList(0, Math.min(top, findings.size()));
    }

    /** How many further findings there are. */
    public long beyond() {
        return all - findings().size();
    }

    /** Rules that could not see anything, because none of the probes they need was attached. */
    public List<Rule> blind() {
        return blind;
    }

    /**
     * Remarks that findings cannot express: that nothing is wrong, and what the trace cannot show.
     */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (findings().stream().allMatch(finding -> finding.rule().level() == Level.NOTE)) {
            remarks.add("Nothing wrong is visible in this trace.");
        }
        if (beyond() > 0) {
            remarks.add(
                    String.format(
                            Locale.ROOT,
                            "%,d more findings, less important ones; --top N shows more.",
                            beyond()));
        }
        if (!run.completeness().complete()) {
            remarks.add("Events are missing: a cause may be among them (skbtrail losses).");
        }
        if (!blind.isEmpty()) {
            remarks.add(
                    "This trace cannot show, as no probe for it was attached: "
                            + blind.stream().map(Rule::name).collect(Collectors.joining(", "))
                            + " (skbtrail help RULE).");
        }
        return remarks;
    }

    private void keep(List<Rule> rules) {
        Set<String> needs = new HashSet<>(SHARED);
        rules.forEach(rule -> needs.addAll(rule.needs()));
        run.keep(needs);
    }

    private Set<String> strings(String sql) {
        return run.rows(
                sql,
                rows -> {
                    Set<String> strings = new HashSet<>();
                    while (rows.next()) {
                        strings.add(String.valueOf(rows.value(0)));
                    }
                    return strings;
                });
    }

    private Map<String, Long> containers() {
        return run.rows(
                CONTAINERS,
                rows -> {
                    Map<String, Long> inodes = new HashMap<>();
                    while (rows.next()) {
                        inodes.put(String.valueOf(rows.value(0)), number(rows.value(1)));
                    }
                    return inodes;
                });
    }

    private void run(Rule rule) {
        RuleQuery query = new RuleQuery(rule);
        try {
            run.rows(
                    rule.needs(),
                    query.sql(),
                    rows -> {
                        query.requireColumns(rows);
                        long count = 0;
                        while (rows.next()) {
                            Map<String, Object> row = row(rows);
                            count = number(row.get("findings"));
                            findings.add(finding(rule, query, row));
                        }
                        all += count;
                        return true;
                    });
        } catch (QueryException e) {
            throw UserException.data(rule.origin().path() + ": " + e.firstLine());
        }
    }

    private static Map<String, Object> row(Rows rows) throws SQLException {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < rows.width(); i++) {
            row.put(rows.name(i), rows.value(i));
        }
        return row;
    }

    private Finding finding(Rule rule, RuleQuery query, Map<String, Object> row) {
        Map<String, String> values = new HashMap<>();
        row.forEach(
                (name, value) -> {
                    if (value != null) {
                        values.put(name, Cells.text(value, query.unit(name)));
                    }
                });
        // Last, because it goes into commands unquoted: no column may take its place.
        values.put(Rule.TRACE, traces);
        List<Long> evidence =
                Stream.of(String.valueOf(row.get("evidence")).split(","))
                        .filter(number -> number.matches("\\d+"))
                        .map(Long::valueOf)
                        .toList();
        evidence.stream().findFirst().ifPresent(first -> values.put("packet", first.toString()));
        return new Finding(
                rule,
                String.valueOf(row.get("certainty")),
                rule.finding().sentence(values),
                number(row.get("packets")),
                number(row.get("flows")),
                number(row.get("first")),
                number(row.get("last")),
                evidence,
                rule.confirm().stream()
                        .map(text -> text.command(values, commands))
                        .filter(command -> !command.isEmpty())
                        .toList(),
                rule.change().stream().map(text -> text.sentence(values)).toList(),
                rule.reports().stream().map(text -> text.command(values, commands)).toList());
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
