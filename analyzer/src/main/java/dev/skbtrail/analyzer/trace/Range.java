package dev.skbtrail.analyzer.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The statistics of a column in one row group according to the footer (Statistics in
 * parquet.thrift). Numbers are Long; text is a String with one character per byte, because it is
 * ordered bytewise.
 *
 * @param least a lower bound, not necessarily attained; null if absent
 * @param greatest likewise, an upper bound
 * @param nulls number of rows without a value; null if absent
 */
record Range(Object least, Object greatest, Long nulls) {
    static final Range NONE = new Range(null, null, null);

    private static final int INT32 = 1;
    private static final int INT64 = 2;
    private static final int BYTE_ARRAY = 6;

    /**
     * @param type numbered as in parquet.thrift
     */
    static Range read(Thrift thrift, long type) throws Thrift.DamagedException {
        Object least = null;
        Object greatest = null;
        Long nulls = null;
        thrift.enter();
        for (int field = thrift.next(); field != 0; field = thrift.next()) {
            switch (field) {
                case 3 -> nulls = thrift.integer();
                case 5 -> greatest = value(thrift.data(), type);
                case 6 -> least = value(thrift.data(), type);
                default -> {}
            }
        }
        return new Range(least, greatest, nulls);
    }

    private static Object value(byte[] data, long type) {
        ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        if (type == INT32 && data.length == Integer.BYTES) {
            return (long) bytes.getInt();
        }
        if (type == INT64 && data.length == Long.BYTES) {
            return bytes.getLong();
        }
        return type == BYTE_ARRAY ? new String(data, StandardCharsets.ISO_8859_1) : null;
    }

    /** Converts a DuckDB value to the representation used here. */
    static Object of(Object value) {
        return value instanceof String text
                ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                : value;
    }

    boolean isKnown() {
        return least != null || greatest != null || nulls != null;
    }

    boolean allowsLeast(Object value) {
        return order(least, value) <= 0;
    }

    boolean allowsGreatest(Object value) {
        return order(value, greatest) <= 0;
    }

    /** 0 if a value is unknown or the two cannot be compared. */
    private static int order(Object one, Object other) {
        if (one instanceof Long a && other instanceof Long b) {
            return Long.compare(a, b);
        }
        return one instanceof String a && other instanceof String b ? a.compareTo(b) : 0;
    }
}
