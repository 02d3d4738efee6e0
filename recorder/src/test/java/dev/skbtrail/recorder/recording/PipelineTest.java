package dev.skbtrail.recorder.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch disk = new CountDownLatch(1);

    /** As on a disk that does not answer. */
    private void hang() {
        writing.countDown();
        try {
            assertTrue(disk.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void hasNoPulseWhileTheWriterHangs() throws InterruptedException {
        FakeKernel kernel = new FakeKernel(Map.of());
        FailureSlot failure = new FailureSlot(new StopSignal());
        LossLedger losses = new LossLedger(kernel, TraceClock.sample());
        Pipeline pipeline =
                new Pipeline(
                        List.of(kernel.ring()),
                        kernel::decode,
                        losses,
                        batch -> hang(),
                        kernel,
                        failure);
        pipeline.start();
        assertTrue(writing.await(30, TimeUnit.SECONDS));
        long still = pipeline.pulse();
        for (int look = 0; look < 20; look++) {
            Thread.sleep(10);
            assertEquals(still, pipeline.pulse(), "the thread that drains is not enough");
        }
        disk.countDown();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (pipeline.pulse() < still + 3) {
            assertTrue(System.nanoTime() < deadline, "no pulse");
            Thread.sleep(10);
        }
        pipeline.finish();
        assertTrue(failure.isEmpty());
    }
}
