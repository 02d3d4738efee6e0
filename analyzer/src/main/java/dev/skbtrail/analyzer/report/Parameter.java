package dev.skbtrail.analyzer.report;

/**
 * A parameter of a report: a DuckDB variable in its SQL, an option or an argument on the command
 * line.
 *
 * @param name of the variable and of the option
 * @param type DuckDB type of the variable: INTEGER, BIGINT or VARCHAR
 * @param required true: an argument after the trace; false: an option
 * @param defaultValue of an option; null when it has none ({@code = NULL} in the header)
 * @param description one line
 */
public record Parameter(
        String name, String type, boolean required, String defaultValue, String description) {
    /** Name of the parameter that limits a report's rows. */
    public static final String TOP = "top";
}
