package dev.skbtrail.analyzer.report;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What is known about kernel functions, read from {@code bpf/catalogue}; the head of that file
 * describes its format. SQL sees it as the relation {@code _functions}, and each role as a macro: a
 * list of names that DuckDB compares while it scans. A join would cost a probe per event.
 *
 * <p>Every report waits for this class, so it only uses what runs fast at a cold start: loops,
 * since the first run of each lambda or pattern takes longer than all of this.
 */
final class FunctionTable {
    private static final int WIDTH = 7;
    private static final String SEPARATOR = "  ";
    private static final String NONE = "-";
    private static final String RELATION = "_functions";

    private final Map<String, String> rows = new LinkedHashMap<>();

    /** Functions by role and words. */
    private final Map<String, Map<String, StringJoiner>> roles = new TreeMap<>();

    private FunctionTable() {}

    /**
     * Builds the statements that create the relation and the macros, keyed by name.
     *
     * @param text the catalogue
     * @throws IllegalArgumentException naming a line that does not follow the format
     */
    static Map<String, String> statements(String text) {
        FunctionTable table = new FunctionTable();
        for (String line : text.split("\n")) {
            if (!line.isEmpty() && line.charAt(0) != '#') {
                table.add(line.strip());
            }
        }
        return table.statements();
    }

    private void add(String line) {
        String[] cells = cells(line);
        String function = cells[1];
        if (!cells[5].equals(NONE)) {
            for (String role : cells[5].split(",")) {
                addRole(function, role.strip());
            }
        }
        if (rows.put(function, function + '\t' + cells[4] + '\t' + cells[5] + '\t' + cells[6])
                != null) {
            throw new IllegalArgumentException("catalogue: listed twice: " + function);
        }
    }

    private static String[] cells(String line) {
        String[] cells = new String[WIDTH];
        int begin = 0;
        for (int i = 0; i < cells.length - 1; i++) {
            int end = line.indexOf(SEPARATOR, begin);
            if (end <= begin) {
                throw new IllegalArgumentException("catalogue: lacks a column: " + line);
            }
            cells[i] = line.substring(begin, end);
            begin = end;
            while (line.charAt(begin) == ' ') {
                begin++;
            }
        }
        cells[WIDTH - 1] = line.substring(begin);
        return cells;
    }

    private void addRole(String function, String role) {
        int colon = role.indexOf(": ");
        String name = colon < 0 ? role : role.substring(0, colon);
        String words = colon < 0 ? "" : role.substring(colon + 2);
        Map<String, StringJoiner> byWords = roles.get(name);
        if (byWords == null) {
            byWords = new TreeMap<>();
            roles.put(name, byWords);
        }
        StringJoiner names = byWords.get(words);
        if (names == null) {
            names = new StringJoiner("', '", " IN ('", "')");
            byWords.put(words, names);
        }
        names.add(function);
    }

    /** A single string instead of a VALUES list, because DuckDB plans every cell of the latter. */
    private String relation() {
        return "CREATE VIEW "
                + RELATION
                + " AS SELECT c[1] AS function, nullif(c[2], '-') AS stage,"
                + " nullif(c[3], '-') AS roles, c[4] AS meaning"
                + " FROM (SELECT string_split(unnest(string_split('"
                + String.join("\n", rows.values()).replace("'", "''")
                + "', chr(10))), chr(9)) AS c)";
    }

    private Map<String, String> statements() {
        Map<String, String> statements = new HashMap<>();
        statements.put(RELATION, relation());
        for (Map.Entry<String, Map<String, StringJoiner>> role : roles.entrySet()) {
            String name = "role_" + role.getKey().toLowerCase(Locale.ROOT).replace(' ', '_');
            statements.put(name, macro(name, role.getValue()));
        }
        return statements;
    }

    private static String macro(String name, Map<String, StringJoiner> words) {
        StringBuilder sql = new StringBuilder("CREATE MACRO " + name + "(function) AS ");
        if (words.containsKey("")) {
            return sql.append("function").append(words.get("")).toString();
        }
        sql.append("CASE");
        for (Map.Entry<String, StringJoiner> word : words.entrySet()) {
            sql.append(" WHEN function").append(word.getValue());
            sql.append(" THEN '").append(word.getKey()).append("'");
        }
        return sql.append(" END").toString();
    }
}
