package dev.skbtrail.analyzer.report;

import java.util.List;

/**
 * A parameter of a report: a DuckDB variable in its SQL, an option or an argument on the command
 * line.
 *
 * @param name name of the variable and of the option
 * @param type DuckDB type of the variable: INTEGER, BIGINT, VARCHAR or {@link #FLAG}; or {@link
 *     #FILE}, {@link #PACKET}
 * @param least minimum of a number
 * @param required true: an argument after the trace; false: an option
 * @param defaultValue default of an option; null if it has none ({@code = NULL} in the header)
 * @param description one line
 */
public record Parameter(
        String name,
        String type,
        long least,
        boolean required,
        String defaultValue,
        String description) {
    /** Type of a parameter whose value is the content of a file named by the user. */
    public static final String FILE = "FILE";

    /** Type of a parameter whose value is the number of a packet in the trace. */
    public static final String PACKET = "PACKET";

    /** Type of an option without a value: true if the option is given. */
    public static final String FLAG = "BOOLEAN";

    /** Types that a header may name. */
    static final List<String> TYPES = List.of("INTEGER", "BIGINT", "VARCHAR", FLAG, FILE, PACKET);

    /** Name of the parameter that limits a report's rows. */
    public static final String TOP = "top";

    /** DuckDB type of the variable. */
    public String variableType() {
        return type.equals(FILE) ? "VARCHAR" : type.equals(PACKET) ? "BIGINT" : type;
    }

    /** Whether the value is a whole number. */
    public boolean isNumber() {
        return !variableType().equals("VARCHAR") && !type.equals(FLAG);
    }

    /** The maximum of a number. */
    public long most() {
        return type.equals("INTEGER") ? Integer.MAX_VALUE : Long.MAX_VALUE;
    }
}
