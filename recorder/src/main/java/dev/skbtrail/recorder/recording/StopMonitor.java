package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.UserException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Monitors a running recording: reports its progress, and ends it when a stop condition is reached.
 */
final class StopMonitor {
    private static final long LOOK_MILLIS = 20;
    private static final long TELL_MILLIS = 200;

    /** Waiting time for packets of the command that are still in transit when it ends. */
    private static final long GRACE_MILLIS = 200;

    /** Waiting time for packets that have begun, when no new ones are accepted. */
    private static final long FINISH_MILLIS = 1000;

    /** Time for the command to end by itself after it was asked to. */
    private static final long COMMAND_MILLIS = 3000;

    private final StopCondition condition;
    private final StopSignal signal;
    private final RecordingCounters tally;
    private final LongSupplier bytes;
    private long start;
    private Duration duration;
    private Process command;

    /** Whether the command did not end by itself. */
    private boolean stopped;

    /** Processes started by the command that still exist when the recording stops. */
    private List<ProcessHandle> started = List.of();

    /**
     * @param bytes size of the file so far
     */
    StopMonitor(
            StopCondition condition,
            StopSignal signal,
            RecordingCounters tally,
            LongSupplier bytes) {
        this.condition = condition;
        this.signal = signal;
        this.tally = tally;
        this.bytes = bytes;
    }

    /** Returns when the recording should stop; the command is asked to end. */
    void await(RecordingListener listener) throws InterruptedException {
        start = System.nanoTime();
        command = startCommand();
        try {
            awaitStop(listener);
        } finally {
            askCommandToEnd();
        }
        listener.onProgress(progress());
    }

    private void awaitStop(RecordingListener listener) throws InterruptedException {
        listener.onProgress(progress());
        long told = 0;
        while (!signal.isStopped()) {
            signal.await(LOOK_MILLIS);
            checkConditions();
            long elapsed = elapsed().toMillis();
            if (elapsed - told >= TELL_MILLIS) {
                told = elapsed;
                listener.onProgress(progress());
            }
        }
        duration = elapsed();
    }

    private void askCommandToEnd() {
        if (command != null && command.isAlive()) {
            stopped = true;
            started = command.descendants().toList();
            command.destroy();
        }
    }

    /** Ends the command and the processes that it started: they do not outlive the recording. */
    void endCommand() throws InterruptedException {
        if (stopped && !command.waitFor(COMMAND_MILLIS, TimeUnit.MILLISECONDS)) {
            command.destroyForcibly();
        }
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private void checkConditions() throws InterruptedException {
        if (reached(condition.events(), tally.events())) {
            signal.stop("events");
        } else if (reached(condition.packets(), tally.kept())) {
            signal.await(FINISH_MILLIS);
            signal.stop("packets");
        } else if (reached(condition.bytes(), bytes.getAsLong())) {
            signal.stop("bytes");
        } else if (reached(condition.duration().toNanos(), elapsed().toNanos())) {
            signal.stop("duration");
        } else if (command != null && !command.isAlive()) {
            signal.await(GRACE_MILLIS);
            signal.stop("command");
        }
    }

    private static boolean reached(long limit, long value) {
        return limit > 0 && value >= limit;
    }

    private Process startCommand() {
        if (condition.command().isEmpty()) {
            return null;
        }
        try {
            return new ProcessBuilder(condition.command()).inheritIO().start();
        } catch (IOException e) {
            throw new UserException(
                    "cannot run '" + condition.command().get(0) + "': check its name and path");
        }
    }

    /**
     * Exit code of the command; {@link RecordingSummary#NO_STATUS} when there was none, or it did
     * not end by itself.
     */
    int commandStatus() {
        return command == null || stopped ? RecordingSummary.NO_STATUS : command.exitValue();
    }

    /** Time from the attached probes to the stop. */
    Duration duration() {
        return duration;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Progress progress() {
        return new Progress(
                tally.events(),
                tally.packets(),
                tally.lost(),
                bytes.getAsLong(),
                elapsed(),
                tally.pulse());
    }
}
