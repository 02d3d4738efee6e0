package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a recording loses when it is killed or its disk is full, measured by {@code bench/crash}.
 */
class CrashIT {
    /**
     * A generous limit: other tests running in parallel delay everything. Only the script alone
     * measures time.
     */
    private static final Map<String, String> BUSY = Map.of("SKBTRAIL_UNFLUSHED_MS", "60000");

    private final Shell shell = new Shell(Duration.ofMinutes(30), BUSY);

    @BeforeAll
    static void needsRoot() {
        Requires.root();
        Requires.analyzer();
    }

    @Test
    void losesOnlyTheLastSecondsWhenItIsKilled() {
        assertTrue(crash("1", "0").contains("kill 1: "));
    }

    @Test
    @Tag(Lab.FULL)
    void losesOnlyTheLastSecondsAtAnyMoment() {
        assertTrue(crash("50", "20").contains("disk full 20: "));
    }

    private String crash(String kills, String disks) {
        return shell.run(Repository.file("recorder/bench/crash").toString(), kills, disks)
                .succeeds()
                .out();
    }
}
