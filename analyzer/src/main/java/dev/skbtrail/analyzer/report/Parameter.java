package dev.skbtrail.analyzer.report;

import java.util.List;

/**
 * A parameter of a report: a DuckDB variable in its SQL, an option or an argument on the command
 * line.
 *
 * @param name of the variable and of the option
 * @param type DuckDB type of the variable: INTEGER, BIGINT or VARCHAR; or {@link #FILE}
 * @param required true: an argument after the trace; false: an option
 * @param defaultValue of an option; null when it has none ({@code = NULL} in the header)
 * @param description one line
 */
public record Parameter(
        String name, String type, boolean required, String defaultValue, String description) {
    /** Type of a parameter whose value is the text in a file that the user names. */
    public static final String FILE = "FILE";

    /** Types that a header may name. */
    static final List<String> TYPES = List.of("INTEGER", "BIGINT", "VARCHAR", FILE);

    /** Name of the parameter that limits a report's rows. */
    public static final String TOP = "top";

    /** DuckDB type of the variable. */
    public String variableType() {
        return type.equals(FILE) ? "VARCHAR" : type;
    }
}
