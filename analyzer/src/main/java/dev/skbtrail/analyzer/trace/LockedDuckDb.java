package dev.skbtrail.analyzer.trace;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * An in-memory DuckDB that can read certain files and nothing else; SQL cannot lift the
 * restriction.
 */
final class LockedDuckDb {
    private static final String URL = "jdbc:duckdb:";

    /**
     * Keeps the whole process below 2 GB: this, the Java heap and what DuckDB does not account for.
     */
    private static final String DEFAULT_MEMORY = "1GB";

    /** Upper limit for {@link #isSmall}. */
    private static final long FEW_ROWS = 20_000;

    /** A file of FEW_ROWS rows is smaller than this. */
    private static final long FEW_BYTES = 10_000_000;

    /**
     * On a small trace a report spends its time in planning, a third of it in inlining CTEs.
     * Without inlining, each CTE is computed once and kept. This is faster up to 200,000 rows, but
     * a large trace has no memory for it.
     */
    private static final String NO_INLINING = "SET disabled_optimizers = 'cte_inlining'";

    /** Suffixes of the files that DuckDB writes for one database. */
    private static final List<String> BESIDE = List.of("", ".wal", ".wal.checkpoint");

    /**
     * For copying. To preserve the order of rows, a thread that reads the second row group would
     * have to hold its million rows until the first is written: gigabytes. Within a row group, rows
     * stay in the recorder's order, packet by packet, which is what makes the file small.
     */
    private static final String ANY_ORDER = "SET preserve_insertion_order = false";

    private LockedDuckDb() {}

    /**
     * Whether there are few rows. The file size is checked too, so a footer cannot understate them.
     */
    static boolean isSmall(List<TraceFile> files, List<Checksum> checksums) {
        return files.stream().mapToLong(TraceFile::size).sum() <= FEW_BYTES
                && checksums.stream().mapToLong(Checksum::rows).sum() <= FEW_ROWS;
    }

    /**
     * @param spill directory for data that does not fit into memory
     * @param part whether a part of the trace or a database may be written there
     * @param small whether the files have few rows
     * @param files counted from 1 in the variables of the connection: {@link #pathVariable}, {@link
     *     #nameVariable}
     * @throws SQLException when DuckDB rejects the limits
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
        // Otherwise the driver reads all rows into memory before it returns the first.
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

    /** Name of the variable with the path of a file, escaped as a pattern. */
    static String pathVariable(int number) {
        return "trace_path_" + number;
    }

    /** Name of the variable with the name of a file, without its directory. */
    static String nameVariable(int number) {
        return "trace_name_" + number;
    }

    /** Order matters: permissions are set before the lock and cannot be set after it. */
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
        // DuckDB then tracks the progress of a query; printing it is left to us.
        statements.add("SET enable_progress_bar = true");
        statements.add("SET enable_progress_bar_print = false");
        statements.add("SET enable_external_access = false");
        statements.add("SET lock_configuration = true");
        return statements;
    }

    /** A small file must not fill the disk, whatever it contains. */
    private static long spillMegabytes(List<TraceFile> files) {
        long bytes = files.stream().mapToLong(TraceFile::size).sum();
        return 1_000 + 64 * (bytes / 1_000_000);
    }

    /** The error for a query that needs more than that. */
    static String noRoom(List<TraceFile> files) {
        return "needs more than "
                + spillMegabytes(files)
                + " MB of temporary files, which is what a trace of this size gets; ask for less, or"
                + " raise --memory-limit";
    }

    private static String variable(String name, String value) {
        return "SET VARIABLE " + name + " = " + literal(value);
    }

    /** SET does not accept bound values. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /**
     * Loads DuckDB on another processor while this one is still parsing the command line. Its
     * library has 72 MB and its driver registers with Java Flight Recorder; together these take a
     * fifth of a small report's time.
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
            // The same error will occur, and be reported, when a trace is opened.
            return;
        }
    }
}
