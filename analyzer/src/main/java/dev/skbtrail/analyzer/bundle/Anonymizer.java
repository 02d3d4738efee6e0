package dev.skbtrail.analyzer.bundle;

import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns a part of a trace into one that says as much about its packets but not whose they are. */
public final class Anonymizer {
    private static final String WHERE = "columns";

    /**
     * Kinds of names that may also occur in free text; if a name has several kinds, the first wins.
     */
    private static final List<Kind> NAMED =
            List.of(Kind.NETNS, Kind.INTERFACE, Kind.COMM, Kind.NFT);

    private final Mapping mapping;
    private final TextCleaner texts;
    private final boolean keepFields;

    /** Kinds of columns that have a table of mapped values. */
    private final Set<Kind> tables = new LinkedHashSet<>();

    /**
     * @param keepVendor keep the vendor half (OUI) of MAC addresses
     * @param keepFields keep the columns that the user added, unchanged
     */
    public Anonymizer(Key key, boolean keepVendor, boolean keepFields) {
        this.mapping = new Mapping(key, keepVendor, new Changes());
        this.texts = new TextCleaner(mapping);
        this.keepFields = keepFields;
    }

    boolean keepsFields() {
        return keepFields;
    }

    /** What was mapped and what was removed, one line each. */
    public List<Contents.Line> changes() {
        return mapping.changes().lines();
    }

    /** The footer without identifying data; call {@link #prepare} first. */
    Map<String, String> clean(Map<String, String> footer) {
        String host = footer.get("skbtrail.host");
        if (host != null) {
            texts.know(Kind.HOST, host);
        }
        return new FooterCleaner(mapping, texts).clean(footer);
    }

    /** Maps the values of the columns that will be written. */
    void prepare(TraceDatabase database, ReportRun run) {
        Map<Kind, List<String>> columns =
                Identifiers.columns().entrySet().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Map.Entry::getValue,
                                        LinkedHashMap::new,
                                        Collectors.mapping(
                                                Map.Entry::getKey, Collectors.toList())));
        columns.remove(Kind.KEPT);
        NAMED.forEach(kind -> prepare(database, run, kind, columns.remove(kind)));
        columns.forEach((kind, names) -> prepare(database, run, kind, names));
    }

    private void prepare(TraceDatabase database, ReportRun run, Kind kind, List<String> columns) {
        String all =
                columns.stream()
                        .map(column -> "SELECT \"" + column + "\" AS value FROM _source")
                        .collect(Collectors.joining(" UNION ALL "));
        Map<Object, Object> values =
                run.rows(
                        "SELECT DISTINCT value FROM ("
                                + all
                                + ") WHERE value IS NOT NULL ORDER BY value",
                        rows -> {
                            Map<Object, Object> found = new LinkedHashMap<>();
                            while (rows.next()) {
                                Object value = rows.value(0);
                                if (value instanceof Number number) {
                                    long old = number.longValue();
                                    found.put(old, mapping.number(kind, old));
                                } else {
                                    found.put(value, text(kind, value.toString()));
                                }
                            }
                            return found;
                        });
        boolean changes =
                values.entrySet().stream().anyMatch(e -> !e.getKey().equals(e.getValue()));
        if (changes) {
            String type = kind.isNumber() ? "BIGINT" : "VARCHAR";
            database.define(
                    List.of(
                            "CREATE TABLE "
                                    + table(kind)
                                    + " (value "
                                    + type
                                    + ", mapped "
                                    + type
                                    + ")"));
            database.fill(table(kind), values);
            tables.add(kind);
        }
    }

    private String text(Kind kind, String value) {
        if (NAMED.contains(kind)) {
            texts.know(kind, value);
        }
        return mapping.text(kind, value, WHERE);
    }

    private static String table(Kind kind) {
        return "_mapped_" + kind.name().toLowerCase(Locale.ROOT);
    }

    /** The event columns, mapped; a column without a table is passed through unchanged. */
    List<String> columns() {
        return Identifiers.columns().entrySet().stream()
                .map(column -> column(column.getKey(), column.getValue()))
                .toList();
    }

    private String column(String name, Kind kind) {
        if (!tables.contains(kind)) {
            return "s.\"" + name + '"';
        }
        // Process IDs have 32 bits, like their column.
        String type = kind == Kind.PROCESS ? "INTEGER" : kind.isNumber() ? "BIGINT" : "VARCHAR";
        return "CAST(of_" + name + ".mapped AS " + type + ") AS \"" + name + '"';
    }

    /** Joins the tables of mapped values. */
    String joins() {
        return Identifiers.columns().entrySet().stream()
                .filter(column -> tables.contains(column.getValue()))
                .map(
                        column ->
                                " LEFT JOIN "
                                        + table(column.getValue())
                                        + " AS of_"
                                        + column.getKey()
                                        + " ON of_"
                                        + column.getKey()
                                        + ".value = s.\""
                                        + column.getKey()
                                        + '"')
                .collect(Collectors.joining());
    }
}
