package dev.skbtrail.analyzer.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.Resources;
import dev.skbtrail.analyzer.filter.PacketFilter;
import dev.skbtrail.analyzer.report.Library;
import dev.skbtrail.analyzer.report.ReportRun;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tests of {@code queries/compare/statistics.sql}, compared with results of other software. */
class StatisticsTest {
    private static TraceDatabase database;

    @BeforeAll
    static void open() {
        database = TraceDatabase.empty();
        ReportRun.of(database, Library.load(), PacketFilter.NONE);
        database.run(Resources.read("compare/statistics.sql"));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static double value(String sql) {
        return database.query(
                "SELECT CAST(" + sql + " AS DOUBLE) AS value",
                rows -> {
                    rows.next();
                    return ((Number) rows.value(0)).doubleValue();
                });
    }

    /** Expected values from SciPy 1.17. */
    @ParameterizedTest
    @CsvSource({
        "normal_tail(0.0), 0.5",
        "normal_tail(0.5), 0.3085375387259869",
        "normal_tail(1.0), 0.15865525393145707",
        "normal_tail(2.999999), 0.0013499024634851552",
        "normal_tail(3.0), 0.0013498980316300933",
        "normal_tail(10.0), 7.61985302416047e-24",
        "normal_tail(30.0), 4.906713927147908e-198",
        "'fisher_test(3, 10, 9, 12)', 0.0835573095635015",
        "'fisher_test(3, 100000, 40, 100000)', 3.0112544689e-09",
        "'g_test(300, 1000, 380, 1000)', 0.00015710736191353",
    })
    void agreesWithOtherSoftware(String sql, double expected) {
        assertEquals(1, value(sql) / expected, 1e-7, sql);
    }

    @Test
    void hasNothingToSayOfNothing() {
        assertEquals(1, value("proportion_test(0, 10, 0, 10)"));
        assertEquals(1, value("proportion_test(10, 10, 10, 10)"));
        assertEquals(1, value("proportion_test(0, 0, 5, 5)"));
        assertEquals(1, value("attainable(0, 10, 10)"));
    }

    /** One of two flows has it in all of its 50 packets: that is one observation, not 50. */
    @Test
    void countsAFlowThatSharesItsFateOnce() {
        assertEquals(1, value("design_effect(100, 100, 100, 10, 10, 10)"), 0.02);
        assertEquals(50, value("design_effect(100, 5000, 250000, 500, 25000, 25000)"), 1);
    }

    @Test
    void saysWhatCouldBeSeen() {
        assertEquals(3, value("first_visible(10, 10, 0.2)"));
        assertEquals(1, value("fisher_test(0, 10, 3, 10) > 0.2"));
    }
}
