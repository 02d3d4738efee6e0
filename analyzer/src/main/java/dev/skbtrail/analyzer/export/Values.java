package dev.skbtrail.analyzer.export;

/** The columns of one row, by name. Traces are untrusted input: a value may be anything. */
@FunctionalInterface
public interface Values {
    /** A Number, a String, or null for NULL. */
    Object of(String column);

    /** Whether the column has a value. */
    default boolean has(String column) {
        return of(column) != null;
    }

    /** The column as a number; 0 if it is not one. */
    default long number(String column) {
        return number(column, 0);
    }

    /** The column as a number; {@code otherwise} if it is not one. */
    default long number(String column, long otherwise) {
        return of(column) instanceof Number number ? number.longValue() : otherwise;
    }

    /** The column as text; "" for NULL. */
    default String text(String column) {
        Object value = of(column);
        return value == null ? "" : value.toString();
    }
}
