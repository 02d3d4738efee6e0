package dev.skbtrail.analyzer.bundle;

import dev.skbtrail.analyzer.bundle.JsonTree.NoJsonException;
import dev.skbtrail.analyzer.bundle.JsonTree.Plain;
import dev.skbtrail.analyzer.text.Addresses;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Maps values of a trace to their names in its anonymized bundle. It is derived by comparing the
 * two files place by place, not from the mapping code.
 */
final class Dictionary {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.:/-]+");

    /** The ID of a path in stage-paths, a hash of the names in it. */
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{8}");

    /** Marks a value that may also occur with its literal meaning. */
    private static final String EITHER = "~";

    private final Map<String, String> names = new LinkedHashMap<>();

    /** Words and numbers that also occur with their literal meaning. */
    private final Set<String> ambiguous = new LinkedHashSet<>();

    private Dictionary() {}

    static Dictionary of(Path trace, Path bundle) {
        Dictionary dictionary = new Dictionary();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Kind> column : Identifiers.columns().entrySet()) {
                if (column.getValue() != Kind.KEPT) {
                    dictionary.addColumn(statement, trace, bundle, column.getKey());
                }
            }
            Object old = snapshot(statement, trace);
            dictionary.addTree(old, snapshot(statement, bundle));
        } catch (SQLException | NoJsonException e) {
            throw new IllegalStateException(e);
        }
        return dictionary;
    }

    /** The values that were renamed. */
    Map<String, String> names() {
        return names;
    }

    private void addColumn(Statement statement, Path trace, Path bundle, String column)
            throws SQLException {
        String sql =
                "SELECT DISTINCT a.x, b.x FROM (SELECT packet, seq, ts, CAST(COL AS VARCHAR) AS x"
                        + " FROM read_parquet('TRACE')) AS a JOIN (SELECT packet, seq, ts,"
                        + " CAST(COL AS VARCHAR) AS x FROM read_parquet('BUNDLE')) AS b"
                        + " ON a.packet = b.packet AND a.seq = b.seq AND a.ts = b.ts"
                        + " WHERE a.x IS NOT NULL";
        try (ResultSet rows =
                statement.executeQuery(
                        sql.replace("COL", '"' + column + '"')
                                .replace("TRACE", trace.toString())
                                .replace("BUNDLE", bundle.toString()))) {
            while (rows.next()) {
                add(rows.getString(1), rows.getString(2));
            }
        }
    }

    private static Object snapshot(Statement statement, Path file)
            throws SQLException, NoJsonException {
        try (ResultSet rows =
                statement.executeQuery(
                        "SELECT decode(value) FROM parquet_kv_metadata('"
                                + file
                                + "') WHERE decode(key) = 'skbtrail.snapshot'")) {
            return rows.next() ? JsonTree.parse(rows.getString(1)) : null;
        }
    }

    private void addTree(Object old, Object mapped) {
        if (old instanceof Map<?, ?> map && mapped instanceof Map<?, ?> other) {
            map.forEach((name, value) -> addTree(value, other.get(name)));
        } else if (old instanceof List<?> list && mapped instanceof List<?> other) {
            for (int i = 0; i < list.size(); i++) {
                addTree(list.get(i), other.get(i));
            }
        } else if (old instanceof Plain number && mapped instanceof Plain other) {
            add(number.text(), other.text());
        } else if (old instanceof String text && mapped instanceof String other) {
            List<String> words = tokens(text);
            List<String> others = tokens(other);
            if (words.size() == others.size()) {
                for (int i = 0; i < words.size(); i++) {
                    add(words.get(i), others.get(i));
                }
            }
        }
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(found -> found.group()).toList();
    }

    private void add(String old, String mapped) {
        if (old.equals(mapped) || mapped.contains("removed")) {
            return;
        }
        if (TextCleaner.isPlain(old) || old.matches("-?\\d+|[a-z]+")) {
            ambiguous.add(old);
            ambiguous.add(mapped);
        } else {
            names.put(old, mapped);
            if (Addresses.mac(old) != null) {
                names.put(old.replace(":", ""), mapped.replace(":", ""));
            }
            // In the form that sysctl -a prints.
            if (mapped.startsWith(Kind.INTERFACE.prefix())) {
                names.put(old.replace('.', '/'), mapped);
            }
        }
    }

    /** The expected form of a text in the bundle. */
    String mapped(String text) {
        // In a bundle, text written by the user is removed as a whole.
        String bare = text.replaceAll("(comment|prefix) \"\"[^\"]*\"\"", "$1 \"\"removed\"\"");
        if (names.isEmpty()) {
            return bare;
        }
        List<String> longest = new ArrayList<>(names.keySet());
        longest.sort(Comparator.comparing(String::length).reversed());
        Pattern any =
                Pattern.compile(
                        longest.stream().map(Dictionary::pattern).collect(Collectors.joining("|")));
        return any.matcher(bare)
                .replaceAll(found -> Matcher.quoteReplacement(names.get(found.group())));
    }

    private static String pattern(String name) {
        String quoted = Pattern.quote(name);
        String bare = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
        if (Addresses.mac(name) == null && Addresses.ip(bare) == null) {
            return "(?<![A-Za-z0-9_-])" + quoted + "(?![A-Za-z0-9_-])";
        }
        String more = name.contains(":") ? "[0-9A-Fa-f:]" : "[0-9]|\\.[0-9]";
        // fe80:: is the address of all routers there, fe80::/64 the network.
        String end = name.endsWith("::") ? "|/" : "";
        return "(?<![0-9A-Fa-f.:])" + quoted + "(?!" + more + end + ")";
    }

    /** A placeholder for a word that may be either a name or literal. */
    String either(String word) {
        return ambiguous.contains(word) || HASH.matcher(word).matches() ? EITHER : word;
    }
}
