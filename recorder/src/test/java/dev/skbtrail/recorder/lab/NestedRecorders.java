package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.skbtrail.recorder.cli.Cli;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Recorders that all record the same packets: each begins after the one before it has begun, and
 * ends before that one ends. They run in this process, because starting a JVM takes longer than
 * recording.
 */
final class NestedRecorders {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Shell shell = new Shell(LIMIT, Map.of());
    private final Path directory;

    /**
     * @param directory for the files by which they synchronise
     */
    NestedRecorders(Path directory) {
        this.directory = directory;
    }

    /**
     * @param recorders options of each, without a command
     * @param traffic run while all of them record
     */
    void record(List<List<String>> recorders, Runnable traffic) {
        if (recorders.isEmpty()) {
            traffic.run();
            return;
        }
        Path ready = directory.resolve("ready-" + recorders.size());
        Path end = directory.resolve("end-" + recorders.size());
        shell.run("mkfifo", end.toString()).succeeds();
        FutureTask<Cli.Result> recorder = start(recorders.get(0), ready, end);
        await(ready, recorder);
        try (RandomAccessFile open = new RandomAccessFile(end.toFile(), "rw")) {
            try {
                record(recorders.subList(1, recorders.size()), traffic);
            } finally {
                open.write('\n');
                Cli.Result result = result(recorder);
                assertEquals(0, result.exitCode(), result::toString);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FutureTask<Cli.Result> start(List<String> options, Path ready, Path end) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("--ready-file", ready.toString()));
        arguments.addAll(List.of("--", "head", "-n", "1", end.toString()));
        FutureTask<Cli.Result> recorder =
                new FutureTask<>(() -> Cli.run(arguments.toArray(String[]::new)));
        Thread thread = new Thread(recorder, "recorder");
        thread.setDaemon(true);
        thread.start();
        return recorder;
    }

    private static void await(Path ready, FutureTask<Cli.Result> recorder) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(ready)) {
            if (recorder.isDone() || System.nanoTime() > deadline) {
                fail("did not begin: " + (recorder.isDone() ? result(recorder) : "too slow"));
            }
            pause();
        }
    }

    private static Cli.Result result(FutureTask<Cli.Result> recorder) {
        try {
            return recorder.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
