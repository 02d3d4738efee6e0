package dev.skbtrail.analyzer.trace;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A DuckDB in memory that can read some files and nothing else, and that no SQL can open again. */
final class LockedDuckDb {
    private static final String URL = "jdbc:duckdb:";

    /** Leaves the whole process under 2 GB: this, the Java heap and what DuckDB does not count. */
    private static final String DEFAULT_MEMORY = "1GB";

    /** What {@link #isSmall} takes for few. */
    private static final long FEW_ROWS = 20_000;

    /** A file of that many rows has fewer. */
    private static final long FEW_BYTES = 10_000_000;

    /**
     * On a small trace a report's time is that of planning it, a third of which is for putting each
     * CTE where it is read. Without that, each is worked out once and kept: faster up to 200,000
     * rows, and what a large trace has no memory for.
     */
    private static final String NO_INLINING = "SET disabled_optimizers = 'cte_inlining'";

    /** The files that DuckDB writes for one database. */
    private static final List<String> BESIDE = List.of("", ".wal", ".wal.checkpoint");

    /**
     * For what is copied. To keep the order of rows, a thread that reads the second row group has
     * to hold its million rows until the first is written: gigabytes. Within a row group the order
     * stays as the recorder chose it, packet after packet, which is what makes the file small.
     */
    private static final String ANY_ORDER = "SET preserve_insertion_order = false";

    private LockedDuckDb() {}

    /** Few rows, of which those who wrote the file cannot have said less than there are. */
    static boolean isSmall(List<TraceFile> files, List<Checksum> checksums) {
        return files.stream().mapToLong(TraceFile::size).sum() <= FEW_BYTES
                && checksums.stream().mapToLong(Checksum::rows).sum() <= FEW_ROWS;
    }

    /**
     * @param spill directory for what does not fit into memory
     * @param part may a part of the trace be written there, or a database?
     * @param small do the files have few rows?
     * @param files counted from 1 in the variables of the connection: {@link #pathVariable}, {@link
     *     #nameVariable}
     * @throws SQLException when DuckDB does not accept the limits
     */
    static Connection connect(
            List<TraceFile> files, Limits limits, SpillDirectory spill, boolean part, boolean small)
            throws SQLException {
        Connection connection = DriverManager.getConnection(URL, settings(limits));
        try (Statement statement = connection.createStatement()) {
            if (small) {
                statement.execute(NO_INLINING);
            }
            for (String sql : lock(files, spill, part)) {
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
        // Else the driver has the last row in memory before it hands out the first.
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty(
                "memory_limit", limits.memory() == null ? DEFAULT_MEMORY : limits.memory());
        if (limits.threads() > 0) {
            settings.setProperty("threads", Integer.toString(limits.threads()));
        }
        return settings;
    }

    /** Variable that has the path of a file as a pattern. */
    static String pathVariable(int number) {
        return "trace_path_" + number;
    }

    /** Variable that has the name of a file, without its directory. */
    static String nameVariable(int number) {
        return "trace_name_" + number;
    }

    /** In this order: what is allowed is said before the lock, and cannot be said after it. */
    private static List<String> lock(List<TraceFile> files, SpillDirectory spill, boolean part) {
        List<String> statements = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (int number = 1; number <= files.size(); number++) {
            TraceFile file = files.get(number - 1);
            paths.add(literal(file.absolute()));
            paths.add(literal(file.pattern()));
            statements.add(variable(pathVariable(number), file.pattern()));
            statements.add(variable(nameVariable(number), file.name()));
        }
        statements.add("SET temp_directory = " + literal(spill.path()));
        statements.add("SET max_temp_directory_size = '" + spillMegabytes(files) + "MB'");
        if (part) {
            statements.add(ANY_ORDER);
            paths.add(literal(spill.part()));
            BESIDE.forEach(suffix -> paths.add(literal(spill.database() + suffix)));
        }
        statements.add("SET allowed_paths = [" + String.join(", ", paths) + "]");
        statements.add("SET TimeZone = 'UTC'");
        statements.add("SET parquet_metadata_cache = true");
        statements.add("SET enable_geoparquet_conversion = false");
        // Counts how far a query is, and leaves it to us to say so.
        statements.add("SET enable_progress_bar = true");
        statements.add("SET enable_progress_bar_print = false");
        statements.add("SET enable_external_access = false");
        statements.add("SET lock_configuration = true");
        return statements;
    }

    /** A small file shall not fill the disk, whatever is in it. */
    private static long spillMegabytes(List<TraceFile> files) {
        long bytes = files.stream().mapToLong(TraceFile::size).sum();
        return 1_000 + 64 * (bytes / 1_000_000);
    }

    /** Why a query fails that needs more. */
    static String noRoom(List<TraceFile> files) {
        return "needs more than "
                + spillMegabytes(files)
                + " MB of temporary files, which is what a trace of this size gets; ask for less, or"
                + " raise --memory-limit";
    }

    private static String variable(String name, String value) {
        return "SET VARIABLE " + name + " = " + literal(value);
    }

    /** SET takes no bound value for a setting. */
    static String literal(String text) {
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
