package dev.skbtrail.analyzer.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Numbers out of range, packets that are each other's parents, counts that do not add up. */
final class NumberCases {
    /** The footer counts the rows as they are. */
    private static final List<String> HONEST =
            List.of(
                    "UPDATE event SET packet = -packet",
                    "UPDATE event SET packet = packet + 9223372036854775000",
                    "UPDATE event SET packet = NULL WHERE rowid = 7",
                    "UPDATE event SET packet = NULL",
                    "UPDATE event SET packet = 1",
                    "UPDATE event SET seq = seq + 1",
                    "UPDATE event SET seq = seq + 1 WHERE seq > 2",
                    "UPDATE event SET seq = 0 WHERE seq = 1",
                    "UPDATE event SET seq = -seq",
                    "UPDATE event SET seq = NULL",
                    "UPDATE event SET seq = 9223372036854775807 WHERE seq = 3",
                    "UPDATE event SET seq = seq * 100000000000000000",
                    "UPDATE event SET function = NULL",
                    "UPDATE event SET kind = 'entry'",
                    "UPDATE event SET kind = 'loss', lost = -1",
                    "DELETE FROM event WHERE seq = 2",
                    "DELETE FROM event WHERE seq = 0",
                    "INSERT INTO event FROM event WHERE seq = 3",
                    lineage("packet"),
                    lineage("packet % 18 + 1"),
                    lineage("packet + 1"),
                    lineage("-1"),
                    lineage("9223372036854775807"),
                    "INSERT INTO event BY NAME SELECT make_timestamp_ns(1) AS ts, 0 AS cpu, 'lineage' AS"
                            + " kind, 'skb_clone' AS function, r + 100 AS packet, 0 AS seq, r + 99 AS parent, 'clone' AS lineage"
                            + " FROM range(3000) AS t (r)",
                    "INSERT INTO event BY NAME SELECT make_timestamp_ns(1) AS ts, 0 AS cpu, 'lineage' AS"
                            + " kind, 'skb_clone' AS function, r + 100 AS packet, 0 AS seq, 1 AS parent, 'segment' AS lineage"
                            + " FROM range(5000) AS t (r)",
                    "INSERT INTO event BY NAME SELECT make_timestamp_ns(1) AS ts, 0 AS cpu, 'lineage' AS"
                            + " kind, 'skb_clone' AS function, r % 60 + 100 AS packet, r // 60 AS seq, r // 60 + 100 AS parent,"
                            + " 'coalesce' AS lineage FROM range(3600) AS t (r)",
                    "UPDATE event SET ts = make_timestamp_ns(9223372036854775806)",
                    "UPDATE event SET ts = make_timestamp_ns(-9223372036854775806) WHERE rowid % 2 = 0",
                    "UPDATE event SET ts = 'infinity' WHERE rowid % 3 = 0",
                    "UPDATE event SET ts = make_timestamp_ns(0)",
                    "UPDATE event SET lost = -5, lost_cause = 'ring full', kind = 'loss', packet = NULL"
                            + " WHERE rowid = 3",
                    "UPDATE event SET lost = 9223372036854775807, kind = 'loss', packet = NULL"
                            + " WHERE rowid IN (3, 4)",
                    "UPDATE metadata SET value = '9223372036854775807' WHERE key = 'skbtrail.start'",
                    "UPDATE metadata SET value = '-9223372036854775808' WHERE key = 'skbtrail.stop'",
                    "UPDATE metadata SET value = '9223372036854775807' WHERE key ="
                            + " 'skbtrail.clock_offset_ns'");

    /** The footer counts what was there before. */
    private static final List<String> STALE =
            List.of(
                    "DELETE FROM event WHERE packet > 5",
                    "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)",
                    "INSERT INTO event SELECT * REPLACE (packet + 100 AS packet) FROM event",
                    "UPDATE event SET packet = packet // 2 * 2",
                    counters("{\"events\": -1, \"packets\": -1}"),
                    counters("{\"events\": 442}"),
                    counters("{\"packets\": 18}"),
                    counters("{\"events\": \"442\", \"packets\": \"eighteen\"}"),
                    counters("{\"events\": 442.5, \"packets\": 18}"),
                    counters("{\"events\": 1e300, \"packets\": 1e300}"),
                    counters("{\"events\": 442, \"packets\": 18, \"forgotten\": -3}"),
                    counters(
                            "{\"events\": 442, \"packets\": 9223372036854775807, \"forgotten\": -5}"),
                    counters("[]"),
                    counters("no JSON"),
                    losses("[{\"cpu\": 0, \"cause\": \"ring full\", \"lost\": -5}]"),
                    losses("[{\"cpu\": 0, \"cause\": \"ring full\", \"lost\": 5}]"),
                    losses(
                            "[{\"cpu\": 0, \"cause\": null, \"lost\": 9223372036854775807},"
                                    + " {\"cpu\": 1, \"cause\": null, \"lost\": 9223372036854775807}]"),
                    losses("[{\"lost\": \"five\"}]"),
                    losses("[{\"cause\": \"ring full\"}]"),
                    losses("[1, [2], {}]"),
                    losses("{\"lost\": 5}"),
                    losses("no JSON"));

    private NumberCases() {}

    static List<MadeTrace> all(Path base) {
        List<MadeTrace> cases = new ArrayList<>();
        HONEST.forEach(sql -> cases.add(MadeTrace.honest(sql, sql)));
        STALE.forEach(sql -> cases.add(MadeTrace.stale(sql, sql)));
        for (String value : new String[] {"min", "max", "-1", "0", "NULL"}) {
            cases.add(MadeTrace.honest("every number " + value, everyNumber(base, value)));
        }
        return cases;
    }

    private static String lineage(String parent) {
        return "UPDATE event SET kind = 'lineage', lineage = 'clone', parent = "
                + parent
                + " WHERE seq = 0";
    }

    private static String counters(String json) {
        return "UPDATE metadata SET value = '" + json + "' WHERE key = 'skbtrail.counters'";
    }

    private static String losses(String json) {
        return "UPDATE metadata SET value = '" + json + "' WHERE key = 'skbtrail.losses'";
    }

    /** For each column of numbers two packets once more, with this value in it. */
    private static String everyNumber(Path base, String value) {
        StringBuilder sql =
                new StringBuilder(
                        "CREATE TABLE chosen AS FROM event WHERE packet IN"
                                + " (SELECT DISTINCT packet FROM event ORDER BY packet LIMIT 2);");
        int copy = 0;
        for (String[] column : MadeTrace.columns(base)) {
            boolean wide = column[1].equals("BIGINT");
            boolean identity = column[0].equals("packet") || column[0].equals("seq");
            if (!identity && (wide || column[1].equals("INTEGER"))) {
                String extreme =
                        switch (value) {
                            case "min" -> wide ? "-9223372036854775808" : "-2147483648";
                            case "max" -> wide ? "9223372036854775807" : "2147483647";
                            default -> value;
                        };
                sql.append(
                        String.format(
                                "INSERT INTO event SELECT * REPLACE (packet + %d AS packet,"
                                        + " %s AS \"%s\") FROM chosen;",
                                ++copy * 1000, extreme, column[0]));
            }
        }
        return sql.append("DROP TABLE chosen").toString();
    }
}
