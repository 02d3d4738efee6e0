package dev.skbtrail.analyzer.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Columns of other types, columns that are missing or too many, few rows and large ones. */
final class ShapeCases {
    private static final List<String> TYPED =
            List.of("ts", "cpu", "kind", "function", "packet", "seq", "len", "ifname");

    private static final List<String> VALUES =
            List.of(
                    "'x'",
                    "1.5::DOUBLE",
                    "true",
                    "[1, 2]",
                    "{'a': 1}",
                    "'x'::BLOB",
                    "170141183460469231731687303715884105727::HUGEINT",
                    "NULL::INTEGER");

    private static final List<String> DROPPED =
            List.of(
                    "ts",
                    "cpu",
                    "kind",
                    "function",
                    "packet",
                    "seq",
                    "parent",
                    "lineage",
                    "ifname",
                    "drop_reason",
                    "lost",
                    "saddr");

    private static final List<String> OTHER =
            List.of(
                    "DELETE FROM event",
                    "DELETE FROM event WHERE rowid > 0",
                    "ALTER TABLE event RENAME packet TO \"Packet\"",
                    "ALTER TABLE event RENAME ts TO \"TS\"",
                    "ALTER TABLE event RENAME function TO func",
                    "ALTER TABLE event ADD COLUMN _fields BIGINT",
                    "ALTER TABLE event ADD COLUMN trace BIGINT",
                    "ALTER TABLE event ADD COLUMN \"a\"\"b;--\" BIGINT",
                    "ALTER TABLE event ADD COLUMN deep STRUCT(a STRUCT(b STRUCT(c BIGINT[][])))",
                    "CREATE OR REPLACE TABLE event AS SELECT 1 AS x",
                    "CREATE OR REPLACE TABLE event AS SELECT *, " + many(1000) + " FROM event",
                    "CREATE OR REPLACE TABLE event AS SELECT e.* REPLACE (packet + 100 * r AS packet)"
                            + " FROM event AS e, range(500) AS t (r)",
                    "UPDATE event SET ifname = repeat('x', 1000000) WHERE rowid = 5",
                    "UPDATE event SET function = repeat('word ', 200000) WHERE rowid = 5",
                    "UPDATE event SET saddr = repeat('word ', 200000), drop_reason = repeat('A_', 99999)",
                    "UPDATE event SET stack = repeat('f+0x1;', 20000)",
                    "UPDATE event SET function = 'f' || rowid",
                    "UPDATE event SET netns_name = 'n' || rowid, ifname = 'i' || rowid",
                    "UPDATE metadata SET value = repeat('[', 100000) WHERE key = 'skbtrail.probes'",
                    "UPDATE metadata SET value = repeat('x', 3000000) WHERE key = 'skbtrail.host'",
                    "UPDATE metadata SET value = to_json(range(200000)) WHERE key = 'skbtrail.losses'",
                    "INSERT INTO metadata SELECT 'k' || r, 'v' FROM range(5000) AS t (r)",
                    "UPDATE metadata SET value = '2' WHERE key = 'skbtrail.schema'",
                    "UPDATE metadata SET value = 'one' WHERE key = 'skbtrail.schema'",
                    "DELETE FROM metadata WHERE key = 'skbtrail.schema'",
                    "DELETE FROM metadata WHERE key <> 'skbtrail.schema'");

    private ShapeCases() {}

    static List<MadeTrace> all() {
        List<MadeTrace> cases = new ArrayList<>();
        for (String column : TYPED) {
            for (String value : VALUES) {
                cases.add(
                        MadeTrace.stale(
                                "type of " + column + ": " + value,
                                "CREATE OR REPLACE TABLE event AS SELECT * REPLACE ("
                                        + value
                                        + " AS "
                                        + column
                                        + ") FROM event"));
            }
        }
        for (String column : DROPPED) {
            cases.add(
                    MadeTrace.stale(
                            "without " + column, "ALTER TABLE event DROP COLUMN " + column));
        }
        OTHER.forEach(sql -> cases.add(MadeTrace.stale(sql, sql)));
        return cases;
    }

    private static String many(int count) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add("1 AS x" + i);
        }
        return String.join(", ", columns);
    }
}
