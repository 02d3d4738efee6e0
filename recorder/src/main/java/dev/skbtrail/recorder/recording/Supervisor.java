package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.snapshot.Snapshot;

/**
 * Runs a recording from the first probe to the last row. Any failure, on any thread, ends it at
 * once. Every step of the shutdown is still attempted, in order: detach the probes, drain the
 * rings, end both threads, end the command.
 */
final class Supervisor {
    /** Time after which a program that was running when its probe was detached has finished. */
    private static final long SETTLE_MILLIS = 20;

    private final TraceClock clock;
    private final LossLedger losses;
    private final Pipeline pipeline;
    private final ProbeSession attaching;
    private final Snapshot snapshot;
    private final StopMonitor watch;
    private final FailureSlot failure;
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
     * Returns when everything that was captured is written. Whether it returns or throws the first
     * failure, no thread is running afterwards.
     *
     * @param attached run when the probes are attached, before the first event
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
        attaching.open(listener);
        watch.await(listener);
        stop = clock.now();
        listener.onStop();
    }

    /** When the first probe was detached; wall clock, ns since 1970 UTC. */
    long stopTime() {
        return stop;
    }
}
