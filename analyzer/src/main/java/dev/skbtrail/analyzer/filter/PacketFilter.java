package dev.skbtrail.analyzer.filter;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.trace.QueryException;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Restricts a trace to some of its packets. It works below the views, so no report has to know
 * about it. As in the recorder, a filter selects packets, not events: if one event of a packet
 * matches all conditions, all of its events are selected, and so are all packets derived from it,
 * because a fragment, for example, has no port to match. Only packets selected by number come
 * without derived packets. Rows without a packet, above all losses, stay.
 *
 * @param conditions in the order in which a heading names them
 * @param where the user's own SQL over the columns of {@code events}; null for none
 * @param journeys also select what the chosen packets were derived from, and whatever else was
 *     derived from that
 */
public record PacketFilter(List<Condition> conditions, String where, boolean journeys) {
    /** The CTE that the SQL of {@link Alternative#host} reads. */
    static final String WITH_ADDRESS =
            "WITH address AS MATERIALIZED"
                    + " (SELECT address, ip_bits(address) AS bits FROM"
                    + " (SELECT saddr AS address FROM events UNION SELECT daddr FROM events)) ";

    private static final String CHOOSE =
            "INSERT INTO _chosen "
                    + WITH_ADDRESS
                    + "SELECT DISTINCT packet FROM events WHERE packet IS NOT NULL";

    /** Selects everything. */
    public static final PacketFilter NONE = new PacketFilter(List.of(), null);

    /** A filter that does not select what the chosen packets were derived from. */
    public PacketFilter(List<Condition> conditions, String where) {
        this(conditions, where, false);
    }

    /**
     * @param conditions conditions without a value are dropped
     */
    public PacketFilter {
        conditions = conditions.stream().filter(Condition::inForce).toList();
    }

    /** The same filter, selecting whole journeys. */
    public PacketFilter ofJourneys() {
        return new PacketFilter(conditions, where, true);
    }

    /** Whether the filter restricts anything. */
    public boolean inForce() {
        return !conditions.isEmpty() || where != null;
    }

    /** For the heading of a report: {@code host 10.0.0.0/8, port 80 or 443}. */
    public String text() {
        List<String> texts = new ArrayList<>(conditions.stream().map(Condition::text).toList());
        if (where != null) {
            texts.add("where " + where.strip());
        }
        return String.join(", ", texts);
    }

    /**
     * Replaces the relation {@code _source} by the selected part of it.
     *
     * @param database where the views exist; {@code where} may read any of them
     * @return one sentence per condition with alternatives that no packet matches
     * @throws UserException naming the condition that is wrong or that no packet matches
     */
    public List<String> apply(TraceDatabase database) {
        checkHosts(database);
        String sql =
                conditions.stream()
                        .map(condition -> " AND " + condition.sql())
                        .collect(Collectors.joining("", CHOOSE, ""));
        List<Object> values = conditions.stream().flatMap(Condition::values).toList();
        database.define(List.of("CREATE TABLE _chosen (packet BIGINT)"));
        if (where == null) {
            database.update(sql, values);
        } else {
            Expression.requireBoolean(database, where);
            choose(database, sql + " AND (\n" + where + "\n)", values);
        }
        List<String> unmatched = new NoMatch(database, this).check();
        if (journeys) {
            database.update(Resources.read("journeys.sql"), List.of());
        } else if (conditions.stream().noneMatch(condition -> condition.name().equals("packet"))) {
            database.update(Resources.read("descend.sql"), List.of());
        }
        database.define(List.of(Resources.read("narrow.sql")));
        return unmatched;
    }

    private static void choose(TraceDatabase database, String sql, List<Object> values) {
        try {
            database.update(sql, values);
        } catch (QueryException e) {
            throw UserException.usage("--where: " + e.firstLine());
        }
    }

    private void checkHosts(TraceDatabase database) {
        for (Condition condition : conditions) {
            if (condition.name().equals("host")) {
                condition.alternatives().forEach(host -> checkHost(database, host.text()));
            }
        }
    }

    private static void checkHost(TraceDatabase database, String host) {
        database.query(
                "SELECT network_bits(?) AS bits",
                List.of(host),
                rows -> {
                    if (!rows.next() || rows.value(0) == null) {
                        throw UserException.usage(
                                "--host: "
                                        + host
                                        + " is not an address or network, as in 10.0.0.1 or fd00::/8");
                    }
                    return true;
                });
    }
}
