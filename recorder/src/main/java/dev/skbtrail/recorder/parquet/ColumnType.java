package dev.skbtrail.recorder.parquet;

import java.util.Locale;

/** Types of {@code queries/schema/event.csv}. */
public enum ColumnType {
    /** Nanoseconds since 1970 UTC, 64 bits. */
    TIMESTAMP,
    /** Signed 32 bits. */
    INT32,
    /** Signed 64 bits. */
    INT64,
    /** UTF-8 text. */
    STRING;

    static ColumnType of(String name) {
        for (ColumnType type : values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException("schema/event.csv: unknown type " + name);
    }
}
