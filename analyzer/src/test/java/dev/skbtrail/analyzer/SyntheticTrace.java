package dev.skbtrail.analyzer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Small traces built from the SQL in {@code src/test/resources/traces}. A script fills the tables
 * {@code event} (the columns of the contract) and {@code metadata} (key and value, which override
 * the defaults here).
 */
public final class SyntheticTrace {
    private static final Map<String, String> TYPES =
            Map.of(
                    "timestamp", "TIMESTAMP_NS",
                    "int32", "INTEGER",
                    "int64", "BIGINT",
                    "string", "VARCHAR");

    /** The recorder's counters, unless the script sets others. */
    private static final String COUNTERS =
            """
            UPDATE metadata SET value = (
                SELECT to_json({'events': count(*), 'packets': count(DISTINCT packet)})
                FROM event WHERE kind <> 'loss')
            WHERE key = 'skbtrail.counters'
            """;

    private static final Map<String, Path> SHARED = new ConcurrentHashMap<>();

    private SyntheticTrace() {}

    /**
     * The trace of {@code traces/<name>.sql} for tests that only read it; written once and deleted
     * at exit.
     */
    public static Path shared(String name) {
        return SHARED.computeIfAbsent(
                name,
                wanted -> {
                    try {
                        Path directory = Files.createTempDirectory("skbtrail-test-");
                        directory.toFile().deleteOnExit();
                        Path file = write(directory, wanted);
                        file.toFile().deleteOnExit();
                        return file;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /** Writes the trace of {@code traces/<name>.sql} into a directory. */
    public static Path write(Path directory, String name) {
        return write(directory, name, script(name));
    }

    /** The script {@code traces/<name>.sql}. */
    public static String script(String name) {
        return text("/traces/" + name + ".sql");
    }

    /** Fills the tables {@code event} and {@code metadata}. */
    @FunctionalInterface
    public interface Filling {
        /**
         * @throws SQLException when a row is invalid
         */
        void fill(Connection connection) throws SQLException;
    }

    /** Writes the trace that a script builds. */
    public static Path write(Path directory, String name, String script) {
        return write(
                directory,
                name,
                "packet, seq",
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(script);
                    }
                });
    }

    /**
     * Writes the trace that Java code builds.
     *
     * @param order order of the rows in the file
     */
    public static Path write(Path directory, String name, String order, Filling filling) {
        Path file = directory.resolve(name + ".parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(table());
            statement.execute("CREATE TABLE metadata (key VARCHAR, value VARCHAR)");
            statement.execute(text("/traces/metadata.sql"));
            filling.fill(connection);
            if (isUncounted(statement)) {
                statement.execute(COUNTERS);
            }
            statement.execute(
                    "COPY (FROM event ORDER BY "
                            + order
                            + ") TO "
                            + literal(file.toString())
                            + " (FORMAT parquet, ROW_GROUP_SIZE 2048, KV_METADATA "
                            + metadata(statement)
                            + ")");
            return file;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isUncounted(Statement statement) throws SQLException {
        String sql = "SELECT count(*) FROM metadata WHERE key = 'skbtrail.counters'";
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1) == 1;
        }
    }

    private static String table() {
        List<String> columns = new ArrayList<>();
        read(root().resolve("queries/schema/event.csv"))
                .lines()
                .skip(1)
                .map(line -> line.split(",", 3))
                .forEach(cell -> columns.add('"' + cell[0] + "\" " + TYPES.get(cell[1])));
        return "CREATE TABLE event (" + String.join(", ", columns) + ")";
    }

    private static String metadata(Statement statement) throws SQLException {
        List<String> members = new ArrayList<>();
        String last =
                "SELECT key, value FROM metadata QUALIFY rowid = max(rowid) OVER (PARTITION BY key)";
        try (ResultSet rows = statement.executeQuery(last)) {
            while (rows.next()) {
                if (rows.getString(2) != null) {
                    members.add(literal(rows.getString(1)) + ": " + literal(rows.getString(2)));
                }
            }
        }
        return "{" + String.join(", ", members) + "}";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The top directory of the repository. */
    public static Path root() {
        return Path.of(System.getProperty("skbtrail.root", "..")).toAbsolutePath().normalize();
    }

    /** Reads a file as text. */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String resource) {
        try (InputStream in = SyntheticTrace.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
