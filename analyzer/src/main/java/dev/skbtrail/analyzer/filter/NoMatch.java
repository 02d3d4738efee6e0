package dev.skbtrail.analyzer.filter;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.text.Nearest;
import dev.skbtrail.analyzer.trace.Rows;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Refuses a filter that leaves no packet, and names what there is: a report about nothing reads as
 * if all were well.
 *
 * @param filter that has filled {@code _chosen}
 */
record NoMatch(TraceDatabase database, PacketFilter filter) {
    private static final int MOST = 12;

    /** What a condition chooses from: words, and values with the most frequent first. */
    private static final Map<String, String[]> KNOWN =
            Map.of(
                    "host", values("addresses", "unnest([saddr, daddr])"),
                    "port", values("ports", "unnest([sport, dport])"),
                    "proto", values("protocols", "coalesce(protocol, ethertype)"),
                    "iface", values("interfaces", "unnest([ifname, in_ifname, out_ifname])"),
                    "netns", values("namespaces", "coalesce(netns_name, CAST(netns AS VARCHAR))"),
                    "packet", known("packets", "format('{:d} to {:d}', min(packet), max(packet))"),
                    "since", known("last event", "max(ts) || ' UTC'"),
                    "until", known("first event", "min(ts) || ' UTC'"));

    private static String[] values(String words, String sql) {
        return new String[] {
            words,
            "SELECT value FROM (SELECT "
                    + sql
                    + " AS value FROM events WHERE packet IS NOT NULL) WHERE value IS NOT NULL"
                    + " GROUP BY value ORDER BY count(*) DESC, value LIMIT 100"
        };
    }

    private static String[] known(String words, String sql) {
        return new String[] {
            words,
            "SELECT CAST(" + sql + " AS VARCHAR) AS value FROM events WHERE packet IS NOT NULL"
        };
    }

    /**
     * @throws UserException when no packet was chosen
     */
    void check() {
        if (any("SELECT 1 FROM _chosen LIMIT 1", List.of())) {
            return;
        }
        for (Condition condition : filter.conditions()) {
            if (!matches(condition)) {
                throw UserException.data(message(condition));
            }
        }
        throw UserException.data(
                "no packet matches "
                        + filter.text()
                        + (several() ? " at one and the same event" : ""));
    }

    /**
     * Of a condition with alternatives, those that no packet matches: a name that is misspelt among
     * others leaves less than the user asked for, and nobody would see it.
     *
     * @return a sentence for each
     */
    List<String> alternatives() {
        return filter.conditions().stream()
                .filter(condition -> condition.alternatives().size() > 1)
                .flatMap(Condition::each)
                .filter(condition -> !matches(condition))
                .map(this::message)
                .toList();
    }

    private boolean matches(Condition condition) {
        String sql =
                PacketFilter.WITH_ADDRESS
                        + "SELECT 1 FROM events WHERE packet IS NOT NULL AND "
                        + condition.sql()
                        + " LIMIT 1";
        return any(sql, condition.values().toList());
    }

    private String message(Condition condition) {
        return "no packet matches " + condition.text() + instead(condition);
    }

    private boolean several() {
        return filter.conditions().size() + (filter.where() == null ? 0 : 1) > 1;
    }

    private boolean any(String sql, List<Object> values) {
        return database.query(sql, values, Rows::next);
    }

    private String instead(Condition condition) {
        String[] known = KNOWN.get(condition.name());
        if (known == null) {
            return "; skbtrail flows lists the flows";
        }
        List<String> values = database.query(known[1], List.of(), NoMatch::texts);
        if (values.isEmpty()) {
            return "; the trace has no " + known[0];
        }
        List<String> first = values.subList(0, Math.min(MOST, values.size()));
        String more = first.size() < values.size() ? " ..." : "";
        String hint =
                condition.alternatives().stream()
                        .map(alternative -> Nearest.hint(alternative.text(), values))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("");
        return "; in the trace: " + known[0] + " " + String.join(", ", first) + more + hint;
    }

    private static List<String> texts(Rows rows) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
            if (rows.value(0) != null) {
                texts.add(rows.value(0).toString());
            }
        }
        return texts;
    }
}
