package dev.skbtrail.analyzer.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.report.Definition;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requirements for every rule that comes with the program. */
class RulesTest {
    private static final int WIDEST_LINE = 100;
    private static final Library LIBRARY = Library.load();

    static Stream<Rule> rules() {
        return Rules.load().all().stream();
    }

    /** An empty trace has no findings, but columns, placeholders and views are checked. */
    @Test
    void runOnAnEmptyTrace() {
        try (TraceDatabase database = TraceDatabase.empty()) {
            ReportRun run = ReportRun.of(database, LIBRARY, PacketFilter.NONE);
            List<Rule> seeing = rules().map(RulesTest::withoutProbes).toList();
            Examination examination = Examination.of(database, run, List.of("no trace"), seeing, 9);
            assertEquals(List.of(), examination.findings());
            assertEquals(List.of(), examination.blind());
        }
    }

    private static Rule withoutProbes(Rule rule) {
        return Rule.parse(rule.origin(), rule.sql().replaceAll("(?m)^-- probes:.*$", "-- probes:"));
    }

    @Test
    void haveNamesThatNothingElseHas() {
        Set<String> taken = new HashSet<>();
        Stream.of(LIBRARY.reports(), LIBRARY.views())
                .flatMap(List::stream)
                .map(Definition::name)
                .forEach(taken::add);
        rules().forEach(rule -> assertTrue(taken.add(rule.name()), rule.name()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void areWrittenAlike(Rule rule) {
        rule.sql()
                .lines()
                .forEach(line -> assertTrue(line.length() <= WIDEST_LINE, rule.name() + line));
        assertFalse(rule.title().endsWith("."), "a title is not a sentence");
        assertFalse(rule.finding().toString().endsWith("."), "a heading has no full stop");
        assertEquals(rule.level() == Level.NOTE, rule.confirm().isEmpty(), "how to confirm it");
        assertFalse(rule.sources().isEmpty(), "name the kernel file or RFC");
        // Confirming a cause on a production host must not change anything there.
        rule.confirm()
                .forEach(
                        text ->
                                assertFalse(
                                        text.toString().matches(".*( -w | add | del | set |>).*"),
                                        text.toString()));
        rule.change().forEach(text -> assertTrue(text.toString().matches(".*[.}]"), "a sentence"));
        List<String> views = LIBRARY.views().stream().map(Definition::name).toList();
        rule.needs().forEach(view -> assertTrue(views.contains(view), view));
    }
}
