package dev.skbtrail.recorder.recording;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Set once; the first reason counts. */
final class StopSignal {
    private final CountDownLatch latch = new CountDownLatch(1);
    private String reason;

    synchronized void stop(String why) {
        if (reason == null) {
            reason = why;
            latch.countDown();
        }
    }

    synchronized String reason() {
        return reason;
    }

    boolean isStopped() {
        return latch.getCount() == 0;
    }

    /** Waits for the signal, at most this long. */
    void await(long millis) throws InterruptedException {
        latch.await(millis, TimeUnit.MILLISECONDS);
    }
}
