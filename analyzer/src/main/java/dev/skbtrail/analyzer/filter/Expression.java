package dev.skbtrail.analyzer.filter;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.trace.QueryException;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.sql.SQLException;
import java.util.List;

/**
 * A condition in SQL given by the user. It is spliced into a statement, so it must be a single
 * expression and must not end the surrounding statement. Anything it could do there it could also
 * do in {@code skbtrail sql}.
 */
final class Expression {
    private Expression() {}

    /**
     * @throws UserException unless it is a single boolean expression
     */
    static void requireBoolean(TraceDatabase database, String sql) {
        database.query(
                Resources.read("expression.sql"), List.of(sql), rows -> requireAlone(sql, rows));
        String type;
        try {
            type =
                    database.query(
                            "SELECT column_type FROM (DESCRIBE SELECT (\n"
                                    + sql
                                    + "\n) AS condition FROM events)",
                            List.of(),
                            Expression::first);
        } catch (QueryException e) {
            throw UserException.usage(
                    "--where: " + e.firstLine() + "; skbtrail help events lists the columns");
        }
        if (!type.equals("BOOLEAN")) {
            throw UserException.usage(
                    "--where: " + sql + " is " + type + "; give a condition, as in \"len > 1000\"");
        }
    }

    private static boolean requireAlone(String sql, Rows rows) throws SQLException {
        rows.next();
        if (rows.value(0) != null) {
            throw UserException.usage("--where: " + rows.value(0));
        }
        if (!"true".equals(rows.value(1))) {
            throw UserException.usage("--where: " + sql + " is not one expression");
        }
        return true;
    }

    private static String first(Rows rows) throws SQLException {
        rows.next();
        return String.valueOf(rows.value(0));
    }
}
