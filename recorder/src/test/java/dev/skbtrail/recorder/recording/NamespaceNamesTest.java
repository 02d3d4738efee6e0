package dev.skbtrail.recorder.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NamespaceNamesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = SECOND / 1000;

    private Map<Long, String> present = Map.of();
    private int scans;
    private long now;
    private final NamespaceNames names =
            new NamespaceNames(
                    asked -> {
                        scans++;
                        now += MILLISECOND;
                        return present;
                    },
                    () -> now);

    /** However many there are: a twentieth of the time at most. */
    @Test
    void looksAtOnceForANewOneUnlessItHasJustLooked() {
        for (int asked = 0; asked < 10_000; asked++) {
            assertNull(names.of(asked));
        }
        assertEquals(1, scans);
        present = Map.of(20_000L, "new");
        now += 20 * MILLISECOND;
        assertNull(names.of(1));
        assertEquals("new", names.of(20_000));
        assertEquals(2, scans);
    }

    @Test
    void looksOnceASecondForThoseItHasSeen() {
        names.of(1);
        now += SECOND - MILLISECOND;
        names.of(1);
        assertEquals(1, scans);
        now += MILLISECOND;
        names.of(1);
        assertEquals(2, scans);
    }

    @Test
    void findsWhatComesUpLater() {
        assertNull(names.of(2));
        present = Map.of(2L, "b");
        now += SECOND;
        assertEquals("b", names.of(2));
    }

    /** By now its inode may belong to a container without a name. */
    @Test
    void forgetsTheNameOfWhatIsGone() {
        present = Map.of(1L, "a");
        assertEquals("a", names.of(1));
        present = Map.of();
        now += SECOND;
        assertNull(names.of(1));
    }
}
