package dev.skbtrail.analyzer.trace;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** A DuckDB in memory that can read one file and nothing else, and that no SQL can open again. */
final class LockedDuckDb {
    private static final String URL = "jdbc:duckdb:";

    private LockedDuckDb() {}

    /**
     * @param spill directory for what does not fit into memory
     * @return a connection whose variable {@code trace} is the file's name as a pattern
     * @throws SQLException when DuckDB does not accept the limits
     */
    static Connection connect(TraceFile file, Limits limits, String spill) throws SQLException {
        Connection connection = DriverManager.getConnection(URL, settings(limits));
        try (Statement statement = connection.createStatement()) {
            for (String sql : lock(file, spill)) {
                statement.execute(sql);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Properties settings(Limits limits) {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        if (limits.memory() != null) {
            settings.setProperty("memory_limit", limits.memory());
        }
        if (limits.threads() > 0) {
            settings.setProperty("threads", Integer.toString(limits.threads()));
        }
        return settings;
    }

    /** In this order: what is allowed is said before the lock, and cannot be said after it. */
    private static List<String> lock(TraceFile file, String spill) {
        String paths = literal(file.absolute()) + ", " + literal(file.pattern());
        return List.of(
                "SET temp_directory = " + literal(spill),
                "SET allowed_paths = [" + paths + "]",
                "SET VARIABLE trace = " + literal(file.pattern()),
                "SET TimeZone = 'UTC'",
                "SET parquet_metadata_cache = true",
                "SET enable_external_access = false",
                "SET lock_configuration = true");
    }

    /** SET takes no bound value for a setting. */
    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /**
     * Loads DuckDB on another processor while this one still reads the command line: its library is
     * 72 MB and its driver registers with the flight recorder, together a fifth of a small report's
     * time.
     */
    static void warmUp() {
        Thread thread = new Thread(LockedDuckDb::load);
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        try {
            DriverManager.getConnection(URL).close();
        } catch (SQLException e) {
            // Whoever opens a trace will meet the same error and report it.
            return;
        }
    }
}
