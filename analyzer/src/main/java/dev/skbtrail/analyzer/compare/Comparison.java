package dev.skbtrail.analyzer.compare;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares two traces, or two sets of traces, opened in one database. */
public final class Comparison {
    /**
     * Family-wise error rate: probability of at least one wrong difference, over all comparisons.
     */
    public static final double LEVEL = 0.01;

    /** The columns of {@link #select}, in order. */
    public static final List<Column> COLUMNS =
            List.of(
                    column("rank", "1 for the most important"),
                    column("kind", "what was compared"),
                    column("certainty", "certain, or possible where missing events may explain it"),
                    column("difference", "one sentence"),
                    column("among", "traffic that was compared; empty for all of it"),
                    column("good", "what it was in GOOD"),
                    column("bad", "what it is in BAD"),
                    column(
                            "effect",
                            "difference of the rates; of times the rank-biserial correlation"),
                    column("p", "chance of this or more by accident, after Holm's correction"),
                    column("unit", "what counts as one: packets or flows"),
                    column("evidence", "the same in words"),
                    column("good_example", "packets of GOOD"),
                    column("bad_example", "packets of BAD"));

    /**
     * Views that more than one statement reads in full; from other views a kind needs only a few
     * columns.
     */
    private static final Set<String> READ_BY_MOST = Set.of("losses", "packets", "traces");

    private final TraceDatabase database;
    private final ReportRun run;

    private static Column column(String name, String description) {
        return new Column(name, Unit.NONE, description);
    }

    private Comparison(TraceDatabase database, ReportRun run) {
        this.database = database;
        this.run = run;
    }

    /**
     * Assigns each trace to a side. Must run before a filter is applied, which may depend on it.
     *
     * @param traces the first this many traces are the good side
     * @param good the user's name for the good side
     * @param bad the user's name for the bad side
     */
    public static void split(TraceDatabase database, int traces, String good, String bad) {
        database.setVariable("good_traces", "INTEGER", traces);
        database.setVariable("good", "VARCHAR", good);
        database.setVariable("bad", "VARCHAR", bad);
    }

    /**
     * Runs all kinds of comparison.
     *
     * @param run on the same database, restricted to the chosen packets
     * @param top how many differences to keep
     * @param sample number of events to sample for kinds that need every event of a packet; 0 for
     *     all
     */
    public static Comparison of(TraceDatabase database, ReportRun run, int top, long sample) {
        Comparison comparison = new Comparison(database, run);
        database.setVariable("sample", "BIGINT", sample);
        database.setVariable("differences", "INTEGER", top);
        database.setVariable("level", "DOUBLE", LEVEL);
        comparison.compare(Kind.all());
        database.run(Resources.read("compare/tests.sql"));
        database.keep(
                "_differences",
                Resources.read("compare/differences.sql").strip().replaceFirst(";$", ""));
        database.setVariable("found", "BIGINT", comparison.found());
        return comparison;
    }

    private void compare(List<Kind> kinds) {
        run.keep(READ_BY_MOST);
        database.define(List.of(Resources.read("compare/statistics.sql")));
        database.run(Resources.read("compare/sides.sql"));
        Set<String> unlike = unlike();
        for (Kind kind : kinds) {
            database.update(
                    "INSERT INTO _kind VALUES (?, ?, ?)",
                    List.of(kind.name(), kind.rank(), kind.label()));
        }
        List<Kind> compared = kinds.stream().filter(kind -> !unlike.contains(kind.skip())).toList();
        compared.stream().filter(kind -> !kind.sampled()).forEach(this::insert);
        database.define(List.of(Resources.read("compare/sample.sql")));
        List<Kind> sampled = compared.stream().filter(Kind::sampled).toList();
        sampled.forEach(kind -> run.keep(readTwice(kind, sampled)));
        sampled.forEach(this::insert);
    }

    /** The views that both this kind and another one read. */
    private static List<String> readTwice(Kind kind, List<Kind> kinds) {
        return kind.needs().stream()
                .filter(view -> kinds.stream().filter(k -> k.needs().contains(view)).count() > 1)
                .toList();
    }

    /** The kind's INSERT has to come first, then the views that its SELECT reads. */
    private void insert(Kind kind) {
        String insert = kind.insert();
        int select = insert.indexOf("WITH\n");
        database.run(
                insert.substring(0, select) + run.with(kind.needs(), insert.substring(select)));
    }

    private Set<String> unlike() {
        return run.rows(
                Resources.read("compare/unlike.sql"),
                rows -> {
                    Set<String> unlike = new HashSet<>();
                    while (rows.next()) {
                        unlike.add(String.valueOf(rows.value(0)));
                    }
                    return unlike;
                });
    }

    /** Describes the two sides, one line each. */
    public List<String> about() {
        return lines("compare/about.sql");
    }

    /** Lists what the comparison could not have shown, one line each. */
    public List<String> limits() {
        return lines("compare/limits.sql");
    }

    /** How many differences were found, including those not kept. */
    public long found() {
        return run.rows(
                "SELECT coalesce(max(found), 0) FROM _differences",
                rows -> rows.next() ? ((Number) rows.value(0)).longValue() : 0);
    }

    /** The SELECT that returns the differences, the most important first. */
    public String select() {
        return "SELECT * EXCLUDE (found) FROM _differences ORDER BY rank";
    }

    private List<String> lines(String path) {
        return run.rows(
                Resources.read(path),
                rows -> {
                    List<String> lines = new ArrayList<>();
                    while (rows.next()) {
                        lines.add(String.valueOf(rows.value(1)));
                    }
                    return lines;
                });
    }
}
