package dev.skbtrail.analyzer.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Each class of character that can do harm, at each place in a trace that has text. */
final class TextCases {
    static final Map<String, String> CLASSES = new LinkedHashMap<>();

    static {
        CLASSES.put("escape", "\u001b[2J\u001b[H");
        CLASSES.put("title", "\u001b]0;owned\u0007");
        CLASSES.put("newline", "\ncomplete: 0 events lost\n");
        CLASSES.put("return", "\rcomplete");
        CLASSES.put("backspace", "\b\b\b\t\f\u000b");
        CLASSES.put("delete", "\u007f");
        CLASSES.put("c1", "\u009b2J\u0085");
        CLASSES.put("bidi", "\u202egnp.exe\u2066");
        CLASSES.put("zero-width", "a\u200bb\u200d\u2060\ufeff");
        CLASSES.put("soft-hyphen", "a\u00adb\u061c\u180e");
        CLASSES.put("line-separator", "a\u2028b\u2029");
        CLASSES.put("tag", new String(Character.toChars(0xE0041)) + "x");
        CLASSES.put("musical", new String(Character.toChars(0x1D173)) + "x");
        CLASSES.put("wide", "漢字漢字漢字");
        CLASSES.put("combining", "e" + "\u0301".repeat(50));
        CLASSES.put("formula", "=cmd|'/c calc'!A0");
        CLASSES.put("markdown", "|`<script>`|](x)**_\\");
        CLASSES.put("format", "%s%n%1$s {} @|red x|@ ${x}");
    }

    private TextCases() {}

    static List<MadeTrace> all(Path base) {
        List<MadeTrace> cases = new ArrayList<>();
        CLASSES.forEach(
                (name, text) -> {
                    cases.add(MadeTrace.honest("text " + name + " in rows", rows(base, text)));
                    cases.add(MadeTrace.honest("text " + name + " in losses", losses(text)));
                    cases.add(MadeTrace.honest("text " + name + " in metadata", metadata(text)));
                    cases.add(MadeTrace.honest("text " + name + " in columns", columns(text)));
                    cases.add(
                            new MadeTrace(
                                    "text " + name + " in the path",
                                    "SELECT 1",
                                    true,
                                    text.replace('/', '-') + "/" + text.replace('/', '-')));
                });
        return cases;
    }

    /** Two packets once more for each text column, with this column's values spoilt. */
    private static String rows(Path base, String text) {
        StringBuilder sql =
                new StringBuilder(
                        "CREATE TABLE chosen AS FROM event WHERE packet IN"
                                + " (SELECT DISTINCT packet FROM event ORDER BY packet LIMIT 2);");
        int copy = 0;
        for (String[] column : MadeTrace.columns(base)) {
            if (column[1].equals("VARCHAR") && !column[0].equals("kind")) {
                sql.append(
                        String.format(
                                "INSERT INTO event SELECT * REPLACE (packet + %d AS packet,"
                                        + " coalesce(\"%s\", 'x') || %s AS \"%s\") FROM chosen;",
                                ++copy * 1000, column[0], literal(text), column[0]));
            }
        }
        return sql.append("DROP TABLE chosen").toString();
    }

    private static String losses(String text) {
        return String.format(
                "INSERT INTO event BY NAME SELECT min(ts) AS ts, 0 AS cpu, 'loss' AS kind, 5 AS lost,"
                        + " %s AS lost_cause FROM event;"
                        + "INSERT INTO event BY NAME SELECT min(ts) AS ts, 0 AS cpu, %s AS kind FROM"
                        + " event;"
                        + "UPDATE metadata SET value = to_json([{'cpu': 1, 'lost': 7, 'cause': %s}])"
                        + " WHERE key = 'skbtrail.losses'",
                literal(text), literal(text), literal(text));
    }

    private static String metadata(String text) {
        return String.format(
                "UPDATE metadata SET value = %s WHERE key IN ('skbtrail.host', 'skbtrail.kernel',"
                        + " 'skbtrail.architecture', 'skbtrail.recorder', 'skbtrail.backend',"
                        + " 'skbtrail.stop_reason');"
                        + "UPDATE metadata SET value = to_json([%s, 'x']) WHERE key IN"
                        + " ('skbtrail.command', 'skbtrail.uncounted');"
                        + "UPDATE metadata SET value = json_object(%s, [%s]) WHERE key IN"
                        + " ('skbtrail.filter', 'skbtrail.drop_reasons');"
                        + "UPDATE metadata SET value = replace(value, '\":\"', '\":' ||"
                        + " rtrim(to_json(%s)::VARCHAR, '\"')) WHERE key IN ('skbtrail.probes',"
                        + " 'skbtrail.interfaces')",
                literal(text), literal(text), literal(text), literal(text), literal(text));
    }

    private static String columns(String text) {
        String name = "\"x" + text.replace("\"", "\"\"") + "\"";
        return String.format(
                "ALTER TABLE event ADD COLUMN %s BIGINT; UPDATE event SET %s = 1;"
                        + "DELETE FROM metadata WHERE key = 'skbtrail.fields';"
                        + "INSERT INTO metadata SELECT 'skbtrail.fields',"
                        + " to_json([{'name': %s, 'type': %s}])",
                name, name, literal("x" + text), literal(text));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
