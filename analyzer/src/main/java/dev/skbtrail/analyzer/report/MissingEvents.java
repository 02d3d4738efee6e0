package dev.skbtrail.analyzer.report;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.trace.RowReader;
import dev.skbtrail.analyzer.trace.TraceDatabase;

/**
 * Counts the rows of each trace and finds the gaps in its packets, for the views gaps and
 * completeness; the footer is not trusted. These views then describe the current {@code _source},
 * so the count is repeated after a filter has changed it.
 *
 * <p>Each statement is planned only if it has something to find: on a small trace, planning takes
 * most of the time.
 */
final class MissingEvents {
    private static final RowReader<Boolean> FOUND = rows -> rows.next();

    private MissingEvents() {}

    /**
     * @throws UserException when a trace cannot be read, or contains what no recorder writes
     */
    static void count(TraceDatabase database) {
        if (database.query("SELECT 1 FROM _files WHERE rows > 10000000 LIMIT 1", FOUND)) {
            database.run(Resources.read("count/sound.sql"));
        }
        database.run(Resources.read("count/packets.sql"));
        if (database.query("SELECT 1 FROM _grouped WHERE len(odd) > 0 LIMIT 1", FOUND)) {
            database.run(Resources.read("count/holes.sql"));
            requirePossible(database);
        } else {
            database.run("DELETE FROM _holes");
        }
    }

    private static void requirePossible(TraceDatabase database) {
        database.query(
                "SELECT impossible FROM _holes WHERE impossible IS NOT NULL ORDER BY packet LIMIT 1",
                rows -> {
                    if (rows.next()) {
                        throw UserException.data(
                                database.name()
                                        + ": "
                                        + rows.value(0)
                                        + "; no recorder writes that");
                    }
                    return true;
                });
    }
}
