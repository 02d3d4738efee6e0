package dev.skbtrail.analyzer.filter;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.text.Nearest;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rejects a filter that matches no packet, and lists the values that exist: a report on no packets
 * would look as if nothing were wrong.
 *
 * @param filter the filter that has filled {@code _chosen}
 */
record NoMatch(TraceDatabase database, PacketFilter filter) {
    private static final int MOST = 12;

    /**
     * Finds alternatives that no packet matches. One misspelt name among several silently selects
     * less than the user asked for.
     *
     * @return one sentence per condition that has such alternatives
     * @throws UserException when no packet was chosen
     */
    List<String> check() {
        boolean chosen = database.query("SELECT 1 FROM _chosen LIMIT 1", Rows::next);
        List<Condition> unmatched =
                unmatched(
                        filter.conditions().stream()
                                .filter(condition -> !chosen || condition.alternatives().size() > 1)
                                .toList());
        if (chosen) {
            return unmatched.stream().map(this::message).toList();
        }
        for (Condition condition : unmatched) {
            if (filter.conditions().contains(condition)) {
                throw UserException.data(message(condition));
            }
        }
        throw UserException.data(
                "no packet matches "
                        + filter.text()
                        + (several() ? " at one and the same event" : ""));
    }

    /** The conditions that no packet matches, found in one pass over the trace. */
    private List<Condition> unmatched(List<Condition> conditions) {
        if (conditions.isEmpty()) {
            return List.of();
        }
        String sql =
                conditions.stream()
                        .flatMap(condition -> condition.alternatives().stream())
                        .map(alternative -> "bool_or(" + alternative.sql() + ") IS true")
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        PacketFilter.WITH_ADDRESS + "SELECT ",
                                        " FROM events WHERE packet IS NOT NULL"));
        List<Object> values = conditions.stream().flatMap(Condition::values).toList();
        return database.query(sql, values, rows -> unmatched(conditions, rows));
    }

    private static List<Condition> unmatched(List<Condition> conditions, Rows rows)
            throws SQLException {
        rows.next();
        List<Condition> unmatched = new ArrayList<>();
        int column = 0;
        for (Condition condition : conditions) {
            List<Alternative> left = new ArrayList<>();
            for (Alternative alternative : condition.alternatives()) {
                if (!"true".equals(rows.value(column++))) {
                    left.add(alternative);
                }
            }
            if (!left.isEmpty()) {
                unmatched.add(new Condition(condition.name(), left));
            }
        }
        return unmatched;
    }

    private boolean several() {
        return filter.conditions().size() + (filter.where() == null ? 0 : 1) > 1;
    }

    private String message(Condition condition) {
        return "no packet matches " + condition.text() + instead(condition);
    }

    private String instead(Condition condition) {
        database.setVariable("filter", "VARCHAR", condition.name());
        return database.query(Resources.read("known.sql"), rows -> instead(condition, rows));
    }

    private static String instead(Condition condition, Rows rows) throws SQLException {
        if (!rows.next()) {
            return "; skbtrail flows lists the flows";
        }
        String word = rows.value(0).toString();
        if (rows.value(1) == null) {
            return "; the trace has no " + word;
        }
        List<String> values = new ArrayList<>();
        do {
            values.add(rows.value(1).toString());
        } while (rows.next());
        List<String> first = values.subList(0, Math.min(MOST, values.size()));
        String more = first.size() < values.size() ? " ..." : "";
        String hint =
                condition.alternatives().stream()
                        .map(alternative -> Nearest.hint(alternative.text(), values))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("");
        return "; in the trace: " + word + " " + String.join(", ", first) + more + hint;
    }
}
