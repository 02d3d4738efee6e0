package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.Resources;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Binds {@code _metadata}: what the footers say about each trace. */
final class Footers {
    /** The footers of several parts become one, which is kept in a table. */
    private static final String JOIN = "join.sql";

    private final List<String> traces = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();

    private Footers() {}

    /**
     * @param recordings at least one
     */
    static void bind(Connection connection, List<Recording> recordings) throws SQLException {
        Footers footers = new Footers();
        for (int trace = 1; trace <= recordings.size(); trace++) {
            footers.add(trace, recordings.get(trace - 1).files());
        }
        try (Statement statement = connection.createStatement()) {
            if (!footers.parts.isEmpty()) {
                statement.execute("CREATE TABLE _parts AS " + union(footers.parts));
                statement.execute(Resources.read(JOIN));
                footers.traces.add("FROM _joined");
            }
            statement.execute("CREATE VIEW _metadata AS " + union(footers.traces));
        }
    }

    private void add(int trace, List<Integer> numbers) {
        if (numbers.size() == 1) {
            traces.add(select(trace, numbers.get(0)));
            return;
        }
        for (int place = 0; place < numbers.size(); place++) {
            parts.add(
                    String.format(
                            Locale.ROOT,
                            "SELECT %d AS place, * FROM (%s)",
                            place,
                            select(trace, numbers.get(place))));
        }
    }

    /** The rows for one file. */
    static String select(int trace, int number) {
        return String.format(
                Locale.ROOT,
                "SELECT %d AS trace, getvariable('%s') AS file, decode(key) AS key,"
                        + " TRY(decode(value)) AS value FROM %s",
                trace,
                LockedDuckDb.nameVariable(number),
                Scan.metadata(number));
    }

    private static String union(List<String> selects) {
        return String.join(" UNION ALL ", selects);
    }
}
