package dev.skbtrail.recorder.recording;

/** A thread of the recording. If it ends early for any reason, the recording ends. */
abstract class Worker extends Thread {
    private final FailureSlot failure;

    /** Written by this thread only. */
    private volatile long turns;

    Worker(String name, FailureSlot failure) {
        super(name);
        this.failure = failure;
    }

    /** The work of the thread. */
    abstract void work() throws InterruptedException;

    @Override
    public final void run() {
        failure.attempt(this::work);
    }

    /** Says that the thread goes on. */
    final void turn() {
        turns++;
    }

    /** How often the thread has said so. */
    final long turns() {
        return turns;
    }

    final FailureSlot failure() {
        return failure;
    }

    /**
     * Waits for the end of the thread, even if the waiting thread is interrupted: the rings and the
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
