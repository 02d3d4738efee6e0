package dev.skbtrail.recorder.recording;

/** A thread of the recording. If it ends early for any reason, the recording ends. */
abstract class Worker extends Thread {
    private final FailureSlot failure;

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
