package dev.skbtrail.analyzer.trace;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Columns beyond the contract's, which the recorder was asked for ({@code --field}). The metadata
 * names them; a file may say anything there, so only plain names of numbers pass.
 *
 * <p>In {@code _source} they are the members of one structure, {@code _fields}: a view may use any
 * name within, and must mean the same whatever a user calls a column. Only the user's own SQL sees
 * them in {@code events}, from the schema {@code fields} that goes before the views' own.
 */
final class UserColumns {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final String TYPE = "BIGINT";

    private UserColumns() {}

    /**
     * Names, one a row, from a relation of keys and values; nothing when they are not JSON.
     *
     * @param metadata SQL of that relation
     */
    static String query(String metadata) {
        return "SELECT field ->> 'name', '' FROM (SELECT unnest(TRY(CAST(CAST(value AS JSON) AS JSON[])))"
                + " AS field FROM ("
                + metadata
                + ") WHERE key = 'skbtrail.fields') WHERE field ->> 'name' IS NOT NULL";
    }

    /**
     * Those names that a file really has as numbers.
     *
     * @param names what the metadata says
     * @param found columns of the file and their DuckDB types
     */
    static Set<String> of(Collection<String> names, Map<String, String> found) {
        Set<String> ours = new LinkedHashSet<>();
        for (String name : names) {
            if (NAME.matcher(name).matches() && TYPE.equals(found.get(name))) {
                ours.add(name);
            }
        }
        Contract.columns().forEach(column -> ours.remove(column.name()));
        return ours;
    }

    /**
     * The expression of {@code _fields}.
     *
     * @param all names in any of the files
     * @param own names in this one
     */
    static String structure(Set<String> all, Set<String> own) {
        if (all.isEmpty()) {
            return "NULL AS _fields";
        }
        return all.stream()
                .map(
                        name ->
                                own.contains(name)
                                        ? quoted(name) + " := " + quoted(name)
                                        : quoted(name) + " := CAST(NULL AS BIGINT)")
                .collect(Collectors.joining(", ", "struct_pack(", ") AS _fields"));
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    /** Statements after which {@code events} has the columns. */
    static List<String> show() {
        return List.of(
                "CREATE SCHEMA IF NOT EXISTS fields",
                "CREATE OR REPLACE VIEW fields.events AS SELECT * EXCLUDE (trace, lost, lost_cause, _fields),"
                        + " _fields.* FROM main._source WHERE kind <> 'loss'",
                "USE fields");
    }

    /** Statements after which it has the contract's alone. */
    static List<String> hide() {
        return List.of("USE main");
    }
}
