package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs, each with a time limit. */
final class Shell {

    /** A program's output and exit code. */
    record Result(List<String> command, int exitCode, String out, String err) {

        Result succeeds() {
            assertEquals(0, exitCode, this::toString);
            return this;
        }

        @Override
        public String toString() {
            return String.join(" ", command) + "\nexit " + exitCode + "\n" + out + err;
        }
    }

    private final Map<String, String> environment;
    private final Duration limit;

    Shell(Duration limit, Map<String, String> environment) {
        this.limit = limit;
        this.environment = environment;
    }

    Result run(String... command) {
        return run(List.of(command));
    }

    Result run(List<String> command) {
        return start(command).await();
    }

    /**
     * Starts a program; SIGINT and SIGHUP reach it even when this JVM was started with them
     * ignored.
     */
    Running start(List<String> words) {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,HUP"));
        command.addAll(words);
        try {
            Path out = Files.createTempFile("skbtrail-out", ".txt");
            Path err = Files.createTempFile("skbtrail-err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            builder.redirectOutput(out.toFile()).redirectError(err.toFile());
            return new Running(command, builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program that was started. */
    final class Running {

        private final List<String> command;
        private final Process process;
        private final Path out;
        private final Path err;

        private Running(List<String> command, Process process, Path out, Path err) {
            this.command = command;
            this.process = process;
            this.out = out;
            this.err = err;
        }

        long pid() {
            return process.pid();
        }

        /**
         * @param signal as kill(1) names it
         */
        void signal(String signal) {
            run("kill", "-" + signal, Long.toString(process.pid())).succeeds();
        }

        /** Waits until the program has written the text to standard error. */
        void awaitMessage(String text) {
            long deadline = System.nanoTime() + limit.toNanos();
            while (!read(err).contains(text)) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    fail("never said '" + text + "': " + await());
                }
                pause();
            }
        }

        Result await() {
            try {
                boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
                if (!ended) {
                    process.descendants().forEach(ProcessHandle::destroy);
                    process.destroy();
                    process.waitFor(10, TimeUnit.SECONDS);
                }
                int exitCode = ended ? process.exitValue() : -1;
                Result result = new Result(command, exitCode, read(out), read(err));
                if (!ended) {
                    fail("took more than " + limit.toSeconds() + " s: " + result);
                }
                return result;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } finally {
                delete(out);
                delete(err);
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
