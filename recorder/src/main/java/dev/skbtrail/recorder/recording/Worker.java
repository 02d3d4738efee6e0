package dev.skbtrail.recorder.recording;

/** A thread of the recording. Whatever ends it early ends the recording. */
abstract class Worker extends Thread {
    private final FailureSlot failure;

    Worker(String name, FailureSlot failure) {
        super(name);
        this.failure = failure;
    }

    /** All that the thread does. */
    abstract void work() throws InterruptedException;

    @Override
    public final void run() {
        failure.attempt(this::work);
    }

    final FailureSlot failure() {
        return failure;
    }

    /**
     * Waits for the end of the thread, also when the waiting one is interrupted: the rings and the
     * file may only be closed after it.
     */
    final void awaitEnd() {
        boolean interrupted = false;
        while (isAlive()) {
            try {
                join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
