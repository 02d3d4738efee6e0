package dev.skbtrail.analyzer.rule;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.render.Cells;
import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.report.Unit;
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
 * Runs all rules over one trace. What several rules read is worked out once: views without a row
 * for each event become tables first.
 */
public final class Examination {
    /** Times as they are shown, and packets as Java can read them. */
    private static final String ROWS =
            """
            SELECT count(*) OVER (), r.* REPLACE (
                epoch_ns(r.first) - epoch_ns(t.start) AS first,
                epoch_ns(r.last) - epoch_ns(t.start) AS last,
                array_to_string(r.evidence[:%d], ',') AS evidence)
            FROM (
            %s
            ) AS r CROSS JOIN (SELECT start FROM trace) AS t
            ORDER BY r.packets DESC, r.first, r.evidence
            LIMIT %d
            """;

    private static final String ATTACHED = "SELECT DISTINCT function FROM probes WHERE attached";
    private static final String COMMANDS = "SELECT DISTINCT confirm FROM reasons";
    private static final int MOST_EVIDENCE = 5;

    private final TraceDatabase database;
    private final Library library;
    private final ReportRun run;
    private final String trace;
    private final Set<String> tables = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Rule> blind = new ArrayList<>();
    private final int top;
    private Set<String> commands = Set.of();
    private long all;

    private Examination(
            TraceDatabase database, Library library, ReportRun run, String trace, int top) {
        this.top = top;
        this.database = database;
        this.library = library;
        this.run = run;
        this.trace = trace;
    }

    /**
     * @param run of the same database, for what it has been narrowed to
     * @param trace what the user calls it, for commands that show more
     * @param top how many findings to keep
     * @throws UserException when the SQL of a rule is wrong, naming its file
     */
    public static Examination of(
            TraceDatabase database,
            Library library,
            ReportRun run,
            String trace,
            List<Rule> rules,
            int top) {
        Examination examination = new Examination(database, library, run, trace, top);
        examination.keep(rules);
        examination.commands = examination.strings(COMMANDS);
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

    /** What was found, most important first. */
    public List<Finding> findings() {
        return findings.subList(0, Math.min(top, findings.size()));
    }

    /** How many more there are. */
    public long beyond() {
        return all - findings().size();
    }

    /** Rules that could see nothing: none of the probes that they need was attached. */
    public List<Rule> blind() {
        return blind;
    }

    private void keep(List<Rule> rules) {
        Set<String> needs = new HashSet<>(Set.of("probes", "reasons", "trace"));
        rules.forEach(rule -> needs.addAll(rule.needs()));
        for (String view : library.kept(needs)) {
            database.keep(view, library.with(List.of(view), tables, "FROM " + view));
            tables.add(view);
        }
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

    private void run(Rule rule) {
        requirePlaces(rule);
        String select = rule.sql().strip().replaceFirst(";$", "");
        String sql = String.format(Locale.ROOT, ROWS, MOST_EVIDENCE, select, top);
        try {
            database.query(
                    library.with(rule.needs(), tables, sql),
                    rows -> {
                        requireColumns(rule, rows);
                        boolean first = true;
                        while (rows.next()) {
                            all += first ? number(rows.value(0)) : 0;
                            first = false;
                            findings.add(finding(rule, rows));
                        }
                        return true;
                    });
        } catch (QueryException e) {
            throw UserException.data(rule.origin().path() + ": " + e.firstLine());
        }
    }

    private static void requirePlaces(Rule rule) {
        Set<String> known = new HashSet<>(Set.of(Rule.TRACE, Rule.PACKET));
        rule.columns().forEach(column -> known.add(column.name()));
        rule.templates()
                .flatMap(Template::columns)
                .filter(place -> !known.contains(place))
                .findFirst()
                .ifPresent(
                        place -> {
                            throw UserException.data(
                                    rule.origin().path()
                                            + ": {"
                                            + place
                                            + "} is not one of its columns; they are "
                                            + names(rule));
                        });
    }

    private static String names(Rule rule) {
        return rule.columns().stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private static void requireColumns(Rule rule, Rows rows) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i < rows.width(); i++) {
            names.add(rows.name(i));
        }
        if (!String.join(", ", names).equals(names(rule))) {
            throw UserException.data(
                    rule.origin().path()
                            + ": its columns are "
                            + String.join(", ", names)
                            + "; they have to be "
                            + names(rule));
        }
    }

    private Finding finding(Rule rule, Rows rows) throws SQLException {
        Map<String, Object> row = new HashMap<>();
        Map<String, String> values = new HashMap<>(Map.of(Rule.TRACE, trace));
        for (int i = 1; i < rows.width(); i++) {
            Object value = rows.value(i);
            row.put(rows.name(i), value);
            if (value != null) {
                Unit unit = rule.columns().get(i - 1).unit();
                values.put(rows.name(i), Cells.text(value, unit));
            }
        }
        List<Long> evidence =
                Stream.of(String.valueOf(row.get("evidence")).split(","))
                        .filter(number -> number.matches("\\d+"))
                        .map(Long::valueOf)
                        .toList();
        if (!evidence.isEmpty()) {
            values.put(Rule.PACKET, evidence.get(0).toString());
        }
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
