package dev.skbtrail.recorder.recording;

/** Runs one step at a time beside the writer thread. Its failure ends the recording. */
final class BackgroundJob {
    private final String name;
    private final FailureSlot failure;
    private Worker worker;

    BackgroundJob(String name, FailureSlot failure) {
        this.name = name;
        this.failure = failure;
    }

    boolean isRunning() {
        return worker != null && worker.isAlive();
    }

    /** Begins a step, when none is running. */
    void start(FailureSlot.Step step) {
        awaitEnd();
        worker =
                new Worker(name, failure) {
                    @Override
                    void work() throws InterruptedException {
                        step.run();
                    }
                };
        worker.start();
    }

    /** What the step did is visible to the calling thread afterwards. */
    void awaitEnd() {
        if (worker != null) {
            worker.awaitEnd();
        }
    }
}
