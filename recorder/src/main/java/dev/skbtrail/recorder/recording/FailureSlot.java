package dev.skbtrail.recorder.recording;

/**
 * The first failure of a recording, on any of its threads; later ones are attached to it. A failure
 * stops the recording at once.
 */
final class FailureSlot {
    /** Something that may fail. */
    interface Step {
        void run() throws InterruptedException;
    }

    private final StopSignal signal;
    private Throwable first;

    FailureSlot(StopSignal signal) {
        this.signal = signal;
    }

    synchronized void put(Throwable failure) {
        if (first == null) {
            first = failure;
            signal.stop("failure");
        } else if (first != failure) {
            first.addSuppressed(failure);
        }
    }

    synchronized boolean isEmpty() {
        return first == null;
    }

    /** Runs the step and records whatever it throws, so that the next step is run regardless. */
    void attempt(Step step) {
        try {
            step.run();
        } catch (Throwable failure) {
            put(failure);
        }
    }

    /** Throws the first failure, if there was one. */
    synchronized void rethrow() throws InterruptedException {
        if (first instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (first instanceof RuntimeException failure) {
            throw failure;
        }
        if (first instanceof Error failure) {
            throw failure;
        }
        if (first != null) {
            throw new IllegalStateException(first);
        }
    }
}
