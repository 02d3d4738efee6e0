package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what another process does; how long that takes is no part of a test. */
final class Wait {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long INTERVAL_MILLIS = 20;

    private Wait() {}

    /**
     * @param what is waited for, for the message when it does not come
     */
    static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, what + " did not come");
            TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
        }
    }
}
