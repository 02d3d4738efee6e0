package dev.skbtrail.analyzer.report;

/** Turns a SELECT into a subquery. */
public final class Nested {
    private Nested() {}

    /** The SELECT in parentheses, without trailing semicolons. */
    public static String of(String sql) {
        String select = sql.strip();
        while (select.endsWith(";")) {
            select = select.substring(0, select.length() - 1).strip();
        }
        // The line break ends a comment on the last line.
        return "(\n" + select + "\n)";
    }
}
