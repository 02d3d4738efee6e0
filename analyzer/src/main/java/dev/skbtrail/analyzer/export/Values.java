package dev.skbtrail.analyzer.export;

/** The columns of one row, by name. A trace may come from anyone: a value may be anything. */
@FunctionalInterface
public interface Values {
    /** A Number, a text, or null for NULL. */
    Object of(String column);

    /** Is it known? */
    default boolean has(String column) {
        return of(column) != null;
    }

    /** A number, or 0 for what is none. */
    default long number(String column) {
        return number(column, 0);
    }

    /** A number, or another one for what is none. */
    default long number(String column, long otherwise) {
        return of(column) instanceof Number number ? number.longValue() : otherwise;
    }

    /** A text; "" for NULL. */
    default String text(String column) {
        Object value = of(column);
        return value == null ? "" : value.toString();
    }
}
