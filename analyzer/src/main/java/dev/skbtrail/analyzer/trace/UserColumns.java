package dev.skbtrail.analyzer.trace;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Columns beyond the contract that the user requested from the recorder ({@code --field}). The
 * metadata lists them; since it is untrusted, only plain names of numeric columns are accepted.
 *
 * <p>In {@code _source} they are the members of one struct, {@code _fields}: a view may use any
 * name internally and must not change its meaning because of a user's column name. Only the user's
 * own SQL sees them in {@code events}, through the schema {@code fields}, which is searched before
 * the schema of the views.
 */
final class UserColumns {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final String TYPE = "BIGINT";

    private UserColumns() {}

    /**
     * SQL for the names, one per row, from a relation of keys and values; no rows if they are not
     * JSON.
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
     * The names that exist in a file as numeric columns.
     *
     * @param names the names listed in the metadata
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
     * @param own names in this file
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

    /** Statements that add the user's columns to {@code events}. */
    static List<String> show() {
        return List.of(
                "CREATE SCHEMA IF NOT EXISTS fields",
                "CREATE OR REPLACE VIEW fields.events AS SELECT * EXCLUDE (trace, lost, lost_cause, _fields),"
                        + " _fields.* FROM main._source WHERE kind <> 'loss'",
                "USE fields");
    }

    /** Statements that remove them again. */
    static List<String> hide() {
        return List.of("USE main");
    }
}
