package dev.skbtrail.analyzer.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The macros that the program's SQL shares. A macro is created when a statement first names it,
 * because creating all of them takes a fifth of a small report's time.
 */
final class Macros {
    private static final String CREATE = "CREATE MACRO ";

    /** Schema of all macros; found whatever schema the user's SQL searches first. */
    private static final String SCHEMA = "main.";

    /** The macros not created yet: statements by name. */
    private final Map<String, String> left = new HashMap<>();

    private Macros() {}

    /**
     * @param catalogue the function table, see {@link FunctionTable}
     * @param prelude {@code queries/prelude.sql} and {@code queries/moments.sql}
     */
    static Macros of(String catalogue, String prelude) {
        Macros macros = new Macros();
        macros.left.putAll(FunctionTable.statements(catalogue));
        for (String text : prelude.split("-- macro: ")) {
            int begin = text.indexOf(CREATE);
            if (begin >= 0) {
                int name = begin + CREATE.length();
                macros.left.put(
                        text.substring(name, text.indexOf('(', name)), text.substring(begin));
            }
        }
        return macros;
    }

    /**
     * Statements that create the macros that the SQL names, and their dependencies, in order. No
     * statement is returned twice.
     */
    List<String> before(String sql) {
        List<String> statements = new ArrayList<>();
        collect(sql, statements);
        return statements;
    }

    /** Statements that create all remaining macros, in order. */
    List<String> all() {
        return before(String.join(" ", new TreeSet<>(left.keySet())));
    }

    private void collect(String sql, List<String> statements) {
        int length = sql.length();
        int begin = 0;
        while (begin < length) {
            int end = begin;
            while (end < length && Character.isUnicodeIdentifierPart(sql.charAt(end))) {
                end++;
            }
            if (end > begin) {
                String macro = left.remove(sql.substring(begin, end).toLowerCase(Locale.ROOT));
                if (macro != null) {
                    collect(macro, statements);
                    statements.add(macro.replaceFirst(CREATE, CREATE + SCHEMA));
                }
            }
            begin = end + 1;
        }
    }
}
