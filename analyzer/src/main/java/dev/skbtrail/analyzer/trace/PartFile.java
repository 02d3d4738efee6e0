package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Writes a trace extracted from another one: small, and with a checksum of the whole file. */
final class PartFile {
    private static final String CHECKSUM = "skbtrail.checksum";
    private static final String UNSTAMPED = "00000000";
    private static final String KEY = "skbtrail\\.[a-z_]+";

    /** Dictionaries, delta encoding and maximum compression: written once, sent and read often. */
    private static final String SMALL =
            "FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, COMPRESSION_LEVEL 19,"
                    + " WRITE_BLOOM_FILTER false";

    private final Path path;
    private final Map<String, String> footer = new LinkedHashMap<>();

    PartFile(Path path, Map<String, String> footer) {
        this.path = path;
        // Put first, so that no other value is mistaken for the checksum.
        this.footer.put(CHECKSUM, UNSTAMPED);
        footer.forEach(this.footer::putIfAbsent);
    }

    /** Variables that the statement reads. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        footer.forEach((key, value) -> values.put(variable(key), value));
        return values;
    }

    private static String variable(String key) {
        if (!key.matches(KEY)) {
            throw new IllegalArgumentException(key);
        }
        return "footer." + key;
    }

    /** The statement that writes the file. */
    String statement(String select) {
        StringBuilder pairs = new StringBuilder();
        for (String key : footer.keySet()) {
            pairs.append(pairs.isEmpty() ? "" : ", ")
                    .append(LockedDuckDb.literal(key))
                    .append(": getvariable(")
                    .append(LockedDuckDb.literal(variable(key)))
                    .append(")");
        }
        return String.join(
                "",
                "COPY (",
                select,
                ") TO ",
                LockedDuckDb.literal(path.toString()),
                " (",
                SMALL,
                ", KV_METADATA {",
                pairs,
                "})");
    }

    /** Fills in the checksum of the file. */
    void stamp() {
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = Checksum.footer(file);
            int place = Checksum.digits(bytes.array());
            if (place < 0
                    || !new String(
                                    bytes.array(),
                                    place,
                                    UNSTAMPED.length(),
                                    StandardCharsets.ISO_8859_1)
                            .equals(UNSTAMPED)) {
                throw UserException.data(
                        "a text in the trace looks like a checksum; nothing was written");
            }
            long digits = Checksum.begin(file, bytes) + place;
            byte[] crc = Checksum.crc(file, digits).getBytes(StandardCharsets.US_ASCII);
            file.write(ByteBuffer.wrap(crc), digits);
        } catch (IOException e) {
            throw UserException.data(path + ": cannot be written: " + e.getMessage());
        } catch (Thrift.DamagedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void fill(DuckDBConnection connection, String table, Map<?, ?> rows)
            throws SQLException {
        try (DuckDBAppender to = connection.createAppender("main", table)) {
            for (Map.Entry<?, ?> row : rows.entrySet()) {
                to.beginRow();
                append(to, row.getKey());
                append(to, row.getValue());
                to.endRow();
            }
        }
    }

    private static void append(DuckDBAppender to, Object value) throws SQLException {
        if (value instanceof Long number) {
            to.append(number.longValue());
        } else {
            to.append((String) value);
        }
    }
}
