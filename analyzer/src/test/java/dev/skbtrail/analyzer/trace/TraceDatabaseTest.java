package dev.skbtrail.analyzer.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.UserException;
import org.junit.jupiter.api.Test;

/** Tests the database's interface for queries. */
class TraceDatabaseTest {
    /** Rows of which the last one fails. */
    private static final String LATE_ERROR =
            "SELECT CASE WHEN i = 2999999 THEN error('late') ELSE i END AS i"
                    + " FROM range(3000000) AS t (i)";

    @Test
    void handsOutTheFirstRowBeforeItHasTheLast() {
        try (TraceDatabase database = TraceDatabase.empty()) {
            assertTrue(database.query(LATE_ERROR, Rows::next));
            // The remaining rows were not read; they must not block the next query.
            assertEquals(1, database.query("SELECT 1 AS one", TraceDatabaseTest::count));
        }
    }

    @Test
    void saysWhatIsWrongWithALateRow() {
        try (TraceDatabase database = TraceDatabase.empty()) {
            UserException e =
                    assertThrows(
                            UserException.class,
                            () -> database.query(LATE_ERROR, TraceDatabaseTest::count));
            assertTrue(e.getMessage().contains("late"), e.getMessage());
        }
    }

    private static int count(Rows rows) throws java.sql.SQLException {
        int count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }
}
