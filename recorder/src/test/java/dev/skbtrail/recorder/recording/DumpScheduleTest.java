package dev.skbtrail.recorder.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.trigger.Fired;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DumpScheduleTest {
    private static final long SECOND = 1_000_000_000;
    private static final Fired FIRST = new Fired("drop", 100 * SECOND, 7, "");
    private static final Fired SECOND_FAULT = new Fired("drop", 110 * SECOND, 8, "");
    private static final Fired SIGNAL = new Fired("SIGUSR1", 120 * SECOND, Fired.NO_PACKET, "");

    private final DumpSchedule schedule = new DumpSchedule(Duration.ofSeconds(60));

    @Test
    void waitsASecondAndCountsWhatFiresUntilThen() {
        assertFalse(schedule.isDue(100 * SECOND, 100 * SECOND));
        schedule.fire(FIRST, 100 * SECOND);
        schedule.fire(SECOND_FAULT, 100 * SECOND + 1);
        assertFalse(schedule.isDue(101 * SECOND - 1, 101 * SECOND - 1));
        assertTrue(schedule.isDue(101 * SECOND, 101 * SECOND));
        assertEquals(new DumpCause(FIRST, 1), schedule.take(101 * SECOND));
        assertFalse(schedule.isDue(200 * SECOND, 200 * SECOND));
        assertEquals(null, schedule.take(200 * SECOND));
    }

    @Test
    void waitsForAWindowAfterADump() {
        schedule.fire(FIRST, 100 * SECOND);
        schedule.take(101 * SECOND);
        schedule.fire(SECOND_FAULT, 110 * SECOND);
        assertFalse(schedule.isDue(161 * SECOND - 1, 161 * SECOND - 1));
        assertTrue(schedule.isDue(161 * SECOND, 161 * SECOND));
    }

    @Test
    void letsNobodyWaitWhoAsks() {
        schedule.fire(FIRST, 100 * SECOND);
        schedule.take(101 * SECOND);
        schedule.fire(SECOND_FAULT, 110 * SECOND);
        schedule.fire(SIGNAL, 120 * SECOND);
        assertTrue(schedule.isDue(121 * SECOND, 121 * SECOND));
        assertEquals(new DumpCause(SECOND_FAULT, 1), schedule.take(121 * SECOND));
    }

    /** Of a busy machine; but not forever. */
    @Test
    void waitsForEventsThatAreOnTheirWay() {
        schedule.fire(FIRST, 100 * SECOND);
        assertFalse(schedule.isDue(110 * SECOND, 101 * SECOND - 1));
        assertTrue(schedule.isDue(110 * SECOND, 101 * SECOND));
        assertTrue(schedule.isDue(111 * SECOND, 90 * SECOND));
    }

    @Test
    void keepsTheWindowBeforeAFaultThatWaits() {
        assertEquals(40 * SECOND, schedule.horizon(100 * SECOND));
        schedule.fire(FIRST, 100 * SECOND);
        assertEquals(40 * SECOND, schedule.horizon(150 * SECOND));
        assertEquals(39 * SECOND, schedule.horizon(99 * SECOND));
        schedule.take(150 * SECOND);
        assertEquals(90 * SECOND, schedule.horizon(150 * SECOND));
    }
}
