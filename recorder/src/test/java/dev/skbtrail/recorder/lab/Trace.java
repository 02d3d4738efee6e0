package dev.skbtrail.recorder.lab;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * SQL over a trace and the accompanying evidence, with DuckDB and none of our code: a fault of the
 * analyzer cannot hide one of the recorder.
 */
final class Trace implements AutoCloseable {

    private final Connection connection;

    Trace() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        run("SET threads = 2");
        run("SET TimeZone = 'UTC'");
    }

    /** Loads a trace file as the view {@code name}, and its footer as {@code name_metadata}. */
    Trace withEvents(String name, Path trace) throws SQLException {
        run("CREATE VIEW " + name + " AS FROM read_parquet('" + trace + "')");
        run(
                "CREATE VIEW "
                        + name
                        + "_metadata AS SELECT decode(key) AS key, decode(value) AS value"
                        + " FROM parquet_kv_metadata('"
                        + trace
                        + "')");
        return this;
    }

    /** Loads the scenario's output as the views {@code faults} and {@code evidence}. */
    Trace withEvidence(Path directory) throws SQLException {
        for (String name : List.of("faults", "evidence")) {
            Path file = directory.resolve(name + ".csv");
            run("CREATE VIEW " + name + " AS FROM read_csv('" + file + "', header = true)");
        }
        return this;
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Each row as its values separated by one space. */
    List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    values.add(rows.getString(column));
                }
                texts.add(String.join(" ", values));
            }
            return texts;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
