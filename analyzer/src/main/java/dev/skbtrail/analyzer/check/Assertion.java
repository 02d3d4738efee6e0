package dev.skbtrail.analyzer.check;

import dev.skbtrail.analyzer.report.Header;
import dev.skbtrail.analyzer.report.Origin;
import java.util.List;

/**
 * What has to hold of a trace: a SELECT whose rows are violations, and what its header says of it.
 * The grammar is in {@code queries/README.md}.
 *
 * @param origin its name and file
 * @param title what the trace satisfies when the SELECT returns no rows
 * @param description when it does not
 * @param option variable without which there is nothing to ask; "" for none
 * @param incomplete why no row is good news even where events are missing; "" where it is not
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
     * @throws IllegalArgumentException when the header is not as the grammar wants it
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

    /** What it is called. */
    public String name() {
        return origin.name();
    }

    /** The SELECT without the semicolon at its end. */
    String select() {
        return sql.strip().replaceFirst(";$", "");
    }
}
