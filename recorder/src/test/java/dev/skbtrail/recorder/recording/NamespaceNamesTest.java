package dev.skbtrail.recorder.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NamespaceNamesTest {
    private static final long SECOND = 1_000_000_000L;

    private Map<Long, String> present = Map.of();
    private int scans;
    private long now;
    private final NamespaceNames names =
            new NamespaceNames(
                    () -> {
                        scans++;
                        return present;
                    },
                    () -> now);

    @Test
    void looksAtMostOnceASecondHoweverManyHaveNoName() {
        for (int asked = 0; asked < 10_000; asked++) {
            assertNull(names.of(asked));
        }
        assertEquals(1, scans);
        now += SECOND;
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
