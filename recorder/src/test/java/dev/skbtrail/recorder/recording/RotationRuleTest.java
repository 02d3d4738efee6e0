package dev.skbtrail.recorder.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationRuleTest {
    /** A size of 100 and a time of 2 s, in a part that began 0.9 s after a full second. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 100, 5.0, false",
        "100, 0, 99, 9.0, false",
        "100, 0, 100, 0.05, false",
        "100, 0, 100, 0.1, true",
        "0, 2, 1000, 1.99, false",
        "0, 2, 0, 2.0, true",
        "100, 2, 99, 1.99, false",
        "100, 2, 100, 1.0, true",
        "100, 2, 99, 2.0, true"
    })
    void isDueAtTheFirstLimitButNotTwiceInASecond(
            long bytes, int seconds, long size, double later, boolean due) {
        RotationRule rule = new RotationRule(bytes, Duration.ofSeconds(seconds), 0);
        long start = 1_764_569_694_900_000_000L;
        assertEquals(due, rule.isDue(size, start, start + (long) (later * 1e9)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "1, 0, true", "0, 1, true"})
    void rotatesByAnyLimit(long bytes, int seconds, boolean rotates) {
        assertEquals(rotates, new RotationRule(bytes, Duration.ofSeconds(seconds), 0).rotates());
        assertFalse(RotationRule.NONE.rotates());
    }
}
