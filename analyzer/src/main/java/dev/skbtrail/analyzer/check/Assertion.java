package dev.skbtrail.analyzer.check;

import dev.skbtrail.analyzer.report.Header;
import dev.skbtrail.analyzer.report.Origin;
import java.util.List;

/**
 * A condition that a trace has to satisfy: a SELECT that returns the violations, and its header.
 * The grammar is in {@code queries/README.md}.
 *
 * @param origin its name and file
 * @param title what the trace satisfies when the SELECT returns no rows
 * @param description what it means when the SELECT returns rows
 * @param option variable without which the assertion is not checked; "" for none
 * @param incomplete why an empty result is reliable even if events are missing; "" if it is not
 * @param needs views that the SQL reads
 */
public record Assertion(
        Origin origin,
        String title,
        String description,
        String option,
        String incomplete,
        List<String> needs,
        String sql) {

    /**
     * @param sql the whole file
     * @throws IllegalArgumentException when the header does not follow the grammar
     */
    static Assertion parse(Origin origin, String sql) {
        Header header = Header.of(origin.path(), sql);
        return new Assertion(
                origin,
                header.one("title"),
                header.one("description"),
                header.all("option").findFirst().orElse(""),
                header.all("incomplete").findFirst().orElse(""),
                header.names("needs"),
                sql);
    }

    /** The name of the assertion. */
    public String name() {
        return origin.name();
    }

    /** The SELECT without the semicolon at its end. */
    String select() {
        return sql.strip().replaceFirst(";$", "");
    }
}
