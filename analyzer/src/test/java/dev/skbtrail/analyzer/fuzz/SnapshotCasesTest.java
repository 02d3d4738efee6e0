package dev.skbtrail.analyzer.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.cli.Cli;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case whose script finds nothing to change would test nothing. */
class SnapshotCasesTest {
    @TempDir private Path directory;

    @Test
    void eachChangesTheSnapshotOfTheBase() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE honest AS SELECT decode(key) AS key, decode(value) AS value FROM"
                            + " parquet_kv_metadata('"
                            + new Cases().base()
                            + "') WHERE decode(key) = 'skbtrail.snapshot'");
            assertTrue(holds(statement, "SELECT count(*) = 1 FROM honest"));
            for (MadeTrace made : SnapshotCases.all()) {
                statement.execute("CREATE OR REPLACE TABLE metadata AS FROM honest");
                statement.execute(made.script());
                assertTrue(
                        holds(
                                statement,
                                "SELECT h.value <> m.value FROM honest AS h, metadata AS m"),
                        made.name());
                if (made.name().startsWith("text ")) {
                    assertTrue(
                            holds(statement, "SELECT json_valid(value) FROM metadata"),
                            made.name() + ": what is not JSON is never printed");
                }
            }
        }
    }

    @Test
    void makesTracesThatAreRead() {
        Cases cases = new Cases();
        Path trace = directory.resolve("trace.parquet");
        SnapshotCases.all().get(0).write(cases.base(), trace);
        assertEquals(0, Cli.run("summary", trace).exitCode());
    }

    private static boolean holds(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
