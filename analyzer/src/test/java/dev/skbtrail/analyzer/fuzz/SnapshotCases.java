package dev.skbtrail.analyzer.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * A configuration in the footer that no host has: other types, other sizes, other numbers, half of
 * it.
 */
final class SnapshotCases {
    /** SQL expressions of the whole value; {@code value} is the honest one. */
    private static final List<String> WHOLE =
            List.of(
                    "''",
                    "'null'",
                    "'[]'",
                    "'{}'",
                    "'\"text\"'",
                    "'no JSON'",
                    "left(value, length(value) // 2)",
                    "value || value",
                    "'[' || value || ']'",
                    "repeat('[', 100000)",
                    "repeat('{\"readings\":[', 20000)",
                    "'{\"readings\": null}'",
                    "'{\"readings\": {}}'",
                    "'{\"readings\": \"text\"}'",
                    "'{\"readings\": [null, 1, \"text\", [], {}, true]}'",
                    "'{\"readings\": [], \"readings\": 1, \"namespaces_left_out\": -5}'",
                    "'{\"namespaces_left_out\": 1e300, \"readings\": []}'",
                    "to_json({'readings': list_transform(range(3000), lambda r : {'netns': r, 'part': 'nft',"
                            + " 'moment': 'both', 'time': r, 'items': ['chain c { drop }']})})",
                    "to_json({'readings': [{'netns': 1, 'netns_name': 'a', 'part': 'nft', 'moment':"
                            + " 'both', 'time': 1, 'items': list_transform(range(50000), lambda r :"
                            + " 'drop # handle ' || r)}]})");

    /** From what to what, as regular expressions, wherever it stands. */
    private static final List<String[]> REPLACED =
            List.of(
                    all("\"time\":\\d+", "\"time\":-9223372036854775808"),
                    all("\"time\":\\d+", "\"time\":1e308"),
                    all("\"time\":\\d+", "\"time\":\"noon\""),
                    all("\"left_out\":\\d+", "\"left_out\":-7"),
                    all("\"left_out\":\\d+", "\"left_out\":9223372036854775807"),
                    all("\"netns\":\\d+", "\"netns\":1"),
                    all("\"netns\":\\d+", "\"netns\":null"),
                    all("\"netns\":\\d+", "\"netns\":\"4026532157\""),
                    all("\"netns\":\\d+", "\"netns\":99999999999999999999"),
                    all("\"netns_name\":\"[^\"]*\"", "\"netns_name\":null"),
                    all("\"netns_name\":\"[^\"]*\"", "\"netns_name\":{}"),
                    all("\"moment\":\"[a-z]*\"", "\"moment\":\"noon\""),
                    all("\"moment\":\"[a-z]*\"", "\"moment\":\"start\""),
                    all("\"part\":\"[a-z0-9 ]*\"", "\"part\":\"nft\""),
                    all("\"part\":\"[a-z0-9 ]*\"", "\"part\":\"sysctls\""),
                    all("\"part\":\"[a-z0-9 ]*\"", "\"part\":7"),
                    all("\"items\":\\[", "\"items\":[null,1,\"text\",[[]],{},"),
                    all("\"items\":\\[", "\"things\":["),
                    all("\"source\":\"[^\"]*\"", "\"source\":[]"),
                    all("\"problem\":null", "\"problem\":{\"a\":1}"),
                    all("\"value\":-?\\d+", "\"value\":-1"),
                    all("\"value\":-?\\d+", "\"value\":18446744073709551616"),
                    all("\"value\":\"", "\"value\":\"99999999999999999999"),
                    all(":\\d+", ":0"),
                    all(":\"([^\"]*)\"", ":[\"\\1\"]"),
                    all(":\"[^\"]*\"", ":\"\""),
                    all("handle \\d+", "handle -1"),
                    all("(chain \\w+) [{]", "\\1 {{{"));

    private SnapshotCases() {}

    static List<MadeTrace> all() {
        List<MadeTrace> cases = new ArrayList<>();
        for (String value : WHOLE) {
            cases.add(with("snapshot " + value, value));
        }
        for (String[] part : REPLACED) {
            cases.add(
                    with(
                            "snapshot with " + part[1],
                            String.format(
                                    "regexp_replace(value, %s, %s, 'g')",
                                    literal(part[0]), literal(part[1]))));
        }
        TextCases.CLASSES.forEach(
                (name, text) -> {
                    cases.add(with("text " + name + " in snapshot values", inFront("\":\"", text)));
                    cases.add(with("text " + name + " in snapshot items", inFront("\\[\"", text)));
                    cases.add(with("text " + name + " in snapshot names", inFront("\\{\"", text)));
                });
        return cases;
    }

    private static MadeTrace with(String name, String value) {
        return MadeTrace.honest(
                name, "UPDATE metadata SET value = " + value + " WHERE key = 'skbtrail.snapshot'");
    }

    /** Puts a text behind what opens a JSON string. */
    private static String inFront(String opening, String text) {
        return String.format(
                "regexp_replace(value, %s, '\\0' || replace((to_json(%s)::VARCHAR)[2:-2], '\\', '\\\\'), 'g')",
                literal(opening), literal(text));
    }

    private static String[] all(String from, String to) {
        return new String[] {from, to};
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
