package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.snapshot.Snapshot;

/**
 * Runs a recording from the first probe to the last row. Whatever fails, on whichever thread, ends
 * it at once; each step of the end is tried all the same, in its order: probes off, rings empty,
 * both threads gone, the command ended.
 */
final class Supervisor {
    /** A program that was running when its probe went off has finished by then. */
    private static final long SETTLE_MILLIS = 20;

    private final TraceClock clock;
    private final LossLedger losses;
    private final Pipeline pipeline;
    private final ProbeSession attaching;
    private final Snapshot snapshot;
    private final StopMonitor watch;
    private final FailureSlot failure;
    private volatile long start;
    private long stop;

    Supervisor(
            TraceClock clock,
            LossLedger losses,
            Pipeline pipeline,
            ProbeSession attaching,
            Snapshot snapshot,
            StopMonitor watch,
            FailureSlot failure) {
        this.clock = clock;
        this.losses = losses;
        this.pipeline = pipeline;
        this.attaching = attaching;
        this.snapshot = snapshot;
        this.watch = watch;
        this.failure = failure;
    }

    /**
     * Returns when everything that was captured is written. No thread runs any more, whether it
     * returns or throws the first failure.
     *
     * @param attached run when the probes are on, before the first event
     */
    void run(RecordingListener listener, Runnable attached) throws InterruptedException {
        failure.attempt(pipeline::start);
        if (failure.isEmpty()) {
            failure.attempt(() -> record(listener, attached));
        }
        failure.attempt(() -> losses.addMissed(attaching.missed()));
        failure.attempt(attaching::detach);
        failure.attempt(() -> Thread.sleep(SETTLE_MILLIS));
        failure.attempt(pipeline::finish);
        failure.attempt(watch::endCommand);
        failure.rethrow();
    }

    private void record(RecordingListener listener, Runnable attached) throws InterruptedException {
        attaching.attach(listener);
        snapshot.endStart();
        attached.run();
        // The clock starts now: attaching may take seconds, and is not part of a duration.
        start = clock.now();
        attaching.open(listener);
        watch.await(listener);
        stop = clock.now();
    }

    /** When all probes were on; wall clock, ns since 1970 UTC. */
    long startTime() {
        return start;
    }

    /** When the first one went off. */
    long stopTime() {
        return stop;
    }
}
