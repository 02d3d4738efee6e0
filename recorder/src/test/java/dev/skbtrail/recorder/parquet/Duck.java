package dev.skbtrail.recorder.parquet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Queries a trace with DuckDB, as table {@code event}. */
final class Duck implements AutoCloseable {
    private final Connection connection;
    private final Path file;

    Duck(Path file) throws SQLException {
        this.file = file;
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("CREATE VIEW event AS SELECT * FROM read_parquet('%s', file_row_number = true)");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.replace("%s", file.toString()));
        }
    }

    /** Rows of the result; {@code %s} in the query stands for the file's name. */
    List<List<Object>> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql.replace("%s", file.toString()))) {
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The single number of the result. */
    long number(String sql) throws SQLException {
        return ((Number) rows(sql).get(0).get(0)).longValue();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
