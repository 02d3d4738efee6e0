package dev.skbtrail.analyzer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderTest {
    private static final String WHOLE =
            """
            -- title: Drops
            -- description: First line
            --   and second.
            -- needs: drops, events
            -- param: packet BIGINT         Which.
            -- param: top INTEGER = 20      Rows.
            -- param: fate VARCHAR = NULL   Only these.
            -- column: reason               Why.
            -- column: share %              Part of all.
            -- empty: None.
            -- cost: little
            SELECT 1;
            """;

    @Test
    void readsEveryPart() {
        Definition report = Header.parse(Origin.builtIn("drops/drops.sql"), WHOLE);
        assertEquals("drops", report.category());
        assertEquals("First line and second.", report.description());
        assertEquals(List.of("drops", "events"), report.needs());
        assertEquals(
                List.of(
                        new Parameter("packet", "BIGINT", Long.MIN_VALUE, true, null, "Which."),
                        new Parameter("top", "INTEGER", 1, false, "20", "Rows."),
                        new Parameter(
                                "fate", "VARCHAR", Long.MIN_VALUE, false, null, "Only these.")),
                report.parameters());
        assertEquals(
                List.of(
                        new Column("reason", Unit.NONE, "Why."),
                        new Column("share", Unit.PERCENT, "Part of all.")),
                report.columns());
    }

    @Test
    void refusesAMissingLineAndNamesIt() {
        assertRefuses(
                WHOLE.replace("-- cost: little\n", ""), "queries/drops/drops.sql: -- cost: has 0");
    }

    @Test
    void refusesALineThatIsTwice() {
        assertRefuses(WHOLE.replace("-- cost:", "-- title: B\n-- cost:"), "-- title: has 2 lines");
    }

    @Test
    void refusesAnUnknownUnit() {
        assertRefuses(WHOLE.replace("share %", "share percent"), "unit percent is not one of");
    }

    @Test
    void refusesAnUnknownType() {
        assertRefuses(
                WHOLE.replace("packet BIGINT", "packet LONG"), "has a type that is not one of");
    }

    @Test
    void refusesAParameterWithoutType() {
        assertRefuses(WHOLE.replace("packet BIGINT", "packet"), "is not 'name TYPE");
    }

    @Test
    void refusesACommentThatIsNoEntry() {
        assertRefuses(WHOLE.replace("-- needs", "--needs"), "is neither");
    }

    private static void assertRefuses(String sql, String message) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Header.parse(Origin.builtIn("drops/drops.sql"), sql));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }
}
