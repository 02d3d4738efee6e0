package dev.skbtrail.analyzer.check;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.trace.QueryException;
import dev.skbtrail.analyzer.trace.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Runs assertions over one or more traces. */
public final class Check {
    private static final int SHOWN = 10;
    private static final String WHAT = "what";
    private static final String PACKET = "packet";

    private final ReportRun run;
    private final Set<String> given;

    /**
     * @param run restricted to the chosen packets; the table of findings already exists
     * @param given variables that the user has set
     */
    public Check(ReportRun run, Collection<String> given) {
        this.run = run;
        this.given = Set.copyOf(given);
    }

    /**
     * Checks one assertion.
     *
     * @throws UserException when its SQL is wrong, naming its file
     */
    public Result of(Assertion assertion) {
        if (!assertion.option().isEmpty() && !given.contains(assertion.option())) {
            return skipped(
                    assertion, "no --" + assertion.option().replace('_', '-') + " was given");
        }
        try {
            Result result =
                    run.rows(
                            assertion.needs(), assertion.select(), rows -> result(assertion, rows));
            boolean doubt = assertion.incomplete().isEmpty() && !run.completeness().complete();
            return result.passed() && doubt
                    ? skipped(assertion, "nothing was found, but events are missing")
                    : result;
        } catch (QueryException e) {
            throw UserException.data(assertion.origin().path() + ": " + e.firstLine());
        }
    }

    private static Result skipped(Assertion assertion, String why) {
        return new Result(assertion, List.of(), 0, why);
    }

    private static Result result(Assertion assertion, Rows rows) throws SQLException {
        int what = column(assertion, rows, WHAT);
        int packet = column(assertion, rows, PACKET);
        List<String> violations = new ArrayList<>();
        long count = 0;
        while (rows.next()) {
            count++;
            if (violations.size() < SHOWN) {
                Object number = rows.value(packet);
                violations.add(rows.value(what) + (number == null ? "" : "; packet " + number));
            }
        }
        return new Result(assertion, violations, count, "");
    }

    private static int column(Assertion assertion, Rows rows, String name) {
        for (int i = 0; i < rows.width(); i++) {
            if (rows.name(i).equals(name)) {
                return i;
            }
        }
        throw UserException.data(
                assertion.origin().path()
                        + ": its SELECT has no column "
                        + name
                        + "; a violation has the columns what and packet");
    }
}
