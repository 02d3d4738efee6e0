package dev.skbtrail.analyzer.bundle;

import dev.skbtrail.analyzer.bundle.JsonTree.NoJsonException;
import dev.skbtrail.analyzer.bundle.JsonTree.Plain;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the packets that a filter selects from a trace as a trace of its own. */
public final class Part {
    private static final String COUNTERS = "skbtrail.counters";
    private static final String BUNDLE = "skbtrail.bundle";
    private static final String FIELDS = "skbtrail.fields";

    /** Of the file that was read, not of the part. */
    private static final List<String> OF_THE_FILE = List.of("skbtrail.checksum", "skbtrail.part");

    private final TraceDatabase database;
    private final ReportRun run;
    private final Anonymizer anonymizer;

    /**
     * @param anonymizer null to write the values unchanged
     */
    public Part(TraceDatabase database, ReportRun run, Anonymizer anonymizer) {
        this.database = database;
        this.run = run;
        this.anonymizer = anonymizer;
    }

    /**
     * @param filter the selection, in words; "" for everything
     * @return the file; deleted when the database is closed
     */
    public Path write(Whole whole, String filter) {
        if (anonymizer != null) {
            anonymizer.prepare(database, run);
        }
        Map<String, String> footer = footer();
        footer.put(COUNTERS, JsonTree.write(counters()));
        footer.put(BUNDLE, JsonTree.write(bundle(whole, filter, footer.get(BUNDLE))));
        boolean fields = database.hasFields() && (anonymizer == null || anonymizer.keepsFields());
        if (!fields) {
            footer.put(FIELDS, "[]");
        }
        return database.copy(
                select(fields), anonymizer == null ? footer : anonymizer.clean(footer));
    }

    private String select(boolean fields) {
        List<String> columns = new ArrayList<>();
        if (anonymizer == null) {
            Identifiers.columns().keySet().forEach(name -> columns.add("s.\"" + name + '"'));
        } else {
            columns.addAll(anonymizer.columns());
        }
        // The kernel's clock as UTC, as the recorder writes it. DuckDB
        // writes wrong statistics for a column with an infinite time.
        columns.set(0, "CASE WHEN isfinite(s.ts) THEN CAST(s.ts AS TIMESTAMPTZ_NS) END AS ts");
        if (fields) {
            columns.add("_fields.*");
        }
        String joins = anonymizer == null ? "" : anonymizer.joins();
        return "SELECT " + String.join(", ", columns) + " FROM _source AS s" + joins;
    }

    private Map<String, String> footer() {
        return run.rows(
                "SELECT key, max(value) FROM _metadata"
                        + " WHERE starts_with(key, 'skbtrail.') AND value IS NOT NULL"
                        + " GROUP BY key ORDER BY key",
                rows -> {
                    Map<String, String> footer = new LinkedHashMap<>();
                    while (rows.next()) {
                        String key = String.valueOf(rows.value(0));
                        if (Identifiers.names(Identifiers.FOOTER)
                                .contains(key.substring("skbtrail.".length()))) {
                            footer.put(key, String.valueOf(rows.value(1)));
                        }
                    }
                    footer.keySet().removeAll(OF_THE_FILE);
                    return footer;
                });
    }

    /** The counters of a recorder that had recorded only these packets. */
    private Map<String, Object> counters() {
        return run.rows(
                "SELECT count(*) FILTER (kind IS DISTINCT FROM 'loss'), count(DISTINCT packet)"
                        + " FROM _source",
                rows -> {
                    rows.next();
                    Map<String, Object> counters = new LinkedHashMap<>();
                    counters.put("events", rows.value(0));
                    counters.put("packets", rows.value(1));
                    counters.put("forgotten", 0);
                    return counters;
                });
    }

    /** Of a recording in parts, the first that was read: packets may have begun before. */
    private int firstPart() {
        return run.rows(
                "SELECT max(first_part) FROM _files",
                rows -> rows.next() ? ((Number) rows.value(0)).intValue() : 1);
    }

    /** Describes the part. A part of a part is described as a part of the first trace. */
    private Map<String, Object> bundle(Whole whole, String filter, String before) {
        Map<?, ?> first = Map.of();
        try {
            first = before != null && JsonTree.parse(before) instanceof Map<?, ?> map ? map : first;
        } catch (NoJsonException e) {
            // The earlier description is unreadable: describe the part in terms of the trace at
            // hand.
            first = Map.of();
        }
        String filters =
                Stream.of(first.get("filter"), filter)
                        .filter(text -> text instanceof String && !"".equals(text))
                        .map(String::valueOf)
                        .collect(Collectors.joining("; of these: "));
        boolean anonymized =
                anonymizer != null || new Plain("true").equals(first.get("anonymized"));
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put("filter", filters);
        bundle.put("events", first.get("events") instanceof Plain n ? n : whole.events());
        bundle.put("packets", first.get("packets") instanceof Plain n ? n : whole.packets());
        bundle.put("complete", whole.complete());
        bundle.put("anonymized", anonymized);
        if (firstPart() > 1) {
            bundle.put("part", firstPart());
        }
        return bundle;
    }
}
