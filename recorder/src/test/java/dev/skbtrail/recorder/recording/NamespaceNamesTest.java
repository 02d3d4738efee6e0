package dev.skbtrail.recorder.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamespaceNamesTest {
    private static final long SECOND = 1_000_000_000L;

    private final Map<Long, String> present = new HashMap<>();
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
    void findsWhatComesUpLaterAndKeepsWhatIsGone() {
        present.put(1L, "a");
        assertEquals("a", names.of(1));
        present.clear();
        present.put(2L, "b");
        now += SECOND;
        assertEquals("b", names.of(2));
        assertEquals("a", names.of(1));
    }

    @Test
    void givesAnInodeThatIsUsedAgainItsNewName() {
        present.put(1L, "a");
        assertEquals("a", names.of(1));
        present.put(1L, "c");
        now += SECOND;
        assertEquals("c", names.of(1));
    }
}
