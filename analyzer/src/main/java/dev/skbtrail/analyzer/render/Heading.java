package dev.skbtrail.analyzer.render;

import dev.skbtrail.analyzer.report.Completeness;
import java.util.ArrayList;
import java.util.List;

/**
 * The heading above the rows.
 *
 * @param title title of the report
 * @param completeness what the trace lacks
 * @param filter the filter in force, in words; "" for none
 */
public record Heading(String title, Completeness completeness, String filter) {
    /** Lines below the title. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(List.of(completeness.note()));
        if (!filter.isEmpty()) {
            notes.add("filter: " + filter);
        }
        return notes;
    }
}
