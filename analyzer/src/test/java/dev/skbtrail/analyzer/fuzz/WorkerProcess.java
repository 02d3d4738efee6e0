package dev.skbtrail.analyzer.fuzz;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A {@link Worker} that is started, asked, watched, and started anew when it has ended. */
final class WorkerProcess implements AutoCloseable {
    /** Processor time: three times what a command may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Of one that waits for something; this machine may do other things too. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private static final long TOO_LARGE_TO_GO_ON_KIB = 700 * 1024;

    private final Path directory;
    private Process process;
    private Duration known = Duration.ZERO;

    WorkerProcess(Path directory) {
        this.directory = directory;
    }

    /** Runs one command, with what it reads from standard input. */
    Run run(List<String> words, String input) {
        Duration before = Duration.ZERO;
        try {
            if (process == null || !process.isAlive()) {
                start();
            }
            Memory.forgetPeak(process.pid());
            before = processorTime();
            long begin = System.nanoTime();
            CompletableFuture<Run> answer = CompletableFuture.supplyAsync(() -> ask(words, input));
            Run run = await(answer, before, begin);
            Duration wall = Duration.ofNanos(System.nanoTime() - begin);
            Duration used = processorTime().minus(before);
            long peak = Memory.peakKib(process.pid());
            if (run.end() == Run.End.ANSWERED
                    && Memory.nowKib(process.pid()) > TOO_LARGE_TO_GO_ON_KIB) {
                close();
            }
            return run.measured(wall.compareTo(used) < 0 ? wall : used, peak);
        } catch (TimeoutException e) {
            Duration used = processorTime().minus(before);
            close();
            return new Run(Run.End.SILENT, 0, "", "", used, 0);
        } catch (ExecutionException | IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Run await(CompletableFuture<Run> answer, Duration before, long begin)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (true) {
            try {
                return answer.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                Duration wall = Duration.ofNanos(System.nanoTime() - begin);
                if (process.isAlive() && processorTime().minus(before).compareTo(PATIENCE) > 0
                        || wall.compareTo(LONGEST_WAIT) > 0) {
                    throw e;
                }
            }
        }
    }

    private Run ask(List<String> words, String input) {
        try {
            DataOutputStream out = new DataOutputStream(process.getOutputStream());
            out.writeInt(words.size());
            for (String word : words) {
                Worker.write(out, word);
            }
            Worker.write(out, input);
            out.flush();
            DataInputStream in = new DataInputStream(process.getInputStream());
            return new Run(
                    Run.End.ANSWERED,
                    in.readInt(),
                    Worker.read(in),
                    Worker.read(in),
                    Duration.ZERO,
                    0);
        } catch (IOException e) {
            // Its end of the pipe is closed: it has died, or is about to.
            return new Run(Run.End.DIED, exitCode(), "", "", Duration.ZERO, 0);
        }
    }

    private int exitCode() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** As bin/skbtrail does. */
    private void start() throws IOException {
        Files.createDirectories(directory);
        known = Duration.ZERO;
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx512m",
                                "-XX:-CreateCoredumpOnCrash",
                                "-XX:ErrorFile=" + directory.resolve("hs_err_%p.log"),
                                "-Djava.io.tmpdir=" + directory,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Worker.class.getName())
                        .directory(directory.toFile())
                        .redirectError(directory.resolve("stderr").toFile())
                        .start();
    }

    /** The last known one where the kernel does not say, as of a process that has just ended. */
    private Duration processorTime() {
        process.info().totalCpuDuration().ifPresent(time -> known = time);
        return known;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            exitCode();
            process = null;
        }
        try (var files = Files.isDirectory(directory) ? Files.list(directory) : null) {
            for (Path file : files == null ? List.<Path>of() : files.toList()) {
                if (file.toString().endsWith(".so")) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
