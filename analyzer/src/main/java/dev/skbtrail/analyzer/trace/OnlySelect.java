package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.UserException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Rejects anything but a single SELECT. Other statements could do no harm in a locked in-memory
 * database, but they return no rows either.
 */
final class OnlySelect {
    /** The message of json_serialize_sql for a statement other than SELECT. */
    private static final String NO_SELECT = "Only SELECT statements";

    private static final String CHECK =
            "SELECT parsed ->> 'error_message', json_array_length(parsed -> 'statements')"
                    + " FROM (SELECT json_serialize_sql(?) AS parsed)";

    private OnlySelect() {}

    /**
     * @throws UserException naming what is wrong
     */
    static void require(Connection connection, String sql) {
        try (PreparedStatement statement = connection.prepareStatement(CHECK)) {
            statement.setString(1, sql);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                String error = rows.getString(1);
                if (error != null && !error.contains(NO_SELECT)) {
                    throw UserException.usage("SQL: " + error);
                }
                if (error != null || rows.getInt(2) != 1) {
                    throw UserException.usage(
                            "SQL: give exactly one SELECT (or DESCRIBE, SUMMARIZE, SHOW TABLES);"
                                    + " nothing else can be run on a trace");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
