package dev.skbtrail.analyzer.report;

/** A SELECT as a part of a larger one. */
public final class Nested {
    private Nested() {}

    /** The SELECT in parentheses, without the semicolons at its end. */
    public static String of(String sql) {
        String select = sql.strip();
        while (select.endsWith(";")) {
            select = select.substring(0, select.length() - 1).strip();
        }
        // The line break ends a comment in the last line.
        return "(\n" + select + "\n)";
    }
}
