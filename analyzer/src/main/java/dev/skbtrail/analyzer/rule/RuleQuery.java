package dev.skbtrail.analyzer.rule;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.report.Column;
import dev.skbtrail.analyzer.report.Unit;
import dev.skbtrail.analyzer.trace.Rows;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SQL that turns a rule's rows into findings: {@code queries/findings.sql} with the rule
 * inserted.
 */
final class RuleQuery {
    /** Columns that {@code queries/findings.sql} adds. */
    private static final Map<String, Unit> ADDED =
            Map.of(
                    "findings", Unit.NONE,
                    "packets", Unit.COUNT,
                    "flows", Unit.COUNT,
                    "first", Unit.NONE,
                    "last", Unit.NONE,
                    "evidence", Unit.NONE);

    private final Rule rule;
    private final Map<String, Unit> units = new HashMap<>();

    /**
     * @throws UserException when a text names a column that the rule does not have
     */
    RuleQuery(Rule rule) {
        this.rule = rule;
        Stream.concat(rule.columns().stream(), rule.examples().stream())
                .forEach(column -> units.put(column.name(), column.unit()));
        Rule.EVERY.forEach(name -> units.put(name, Unit.NONE));
        requirePlaces();
    }

    String sql() {
        String select = rule.sql().strip().replaceFirst(";$", "");
        return Resources.read("findings.sql")
                .replace("/* names */", examples(", %s"))
                .replace("/* values */", examples(", %1$s := %1$s"))
                .replace("/* rule */", select + "\n");
    }

    private String examples(String format) {
        return rule.examples().stream()
                .map(example -> format.replaceAll("%(1\\$)?s", example.name()))
                .collect(Collectors.joining());
    }

    /** The unit in which a value of a finding is shown. */
    Unit unit(String name) {
        return ADDED.getOrDefault(name, units.getOrDefault(name, Unit.NONE));
    }

    private void requirePlaces() {
        Set<String> known = new HashSet<>(units.keySet());
        known.addAll(ADDED.keySet());
        known.add(Rule.TRACE);
        rule.templates()
                .flatMap(Template::columns)
                .filter(place -> !known.contains(place))
                .findFirst()
                .ifPresent(
                        place -> {
                            throw wrong("{" + place + "} is not one of its columns");
                        });
    }

    /**
     * @throws UserException when the columns of the SELECT differ from the header
     */
    void requireColumns(Rows rows) {
        Set<String> has = new TreeSet<>();
        for (int i = 0; i < rows.width(); i++) {
            has.add(rows.name(i));
        }
        has.removeAll(ADDED.keySet());
        has.addAll(Rule.EVERY);
        if (!has.equals(units.keySet())) {
            throw wrong("its columns are " + String.join(", ", has));
        }
    }

    private UserException wrong(String what) {
        List<String> names =
                Stream.concat(
                                Rule.EVERY.stream(),
                                Stream.concat(rule.columns().stream(), rule.examples().stream())
                                        .map(Column::name))
                        .toList();
        return UserException.data(
                String.format(
                        Locale.ROOT,
                        "%s: %s; by its header they are %s",
                        rule.origin().path(),
                        what,
                        String.join(", ", names)));
    }
}
