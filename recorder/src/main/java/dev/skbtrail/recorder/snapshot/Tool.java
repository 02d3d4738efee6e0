package dev.skbtrail.recorder.snapshot;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of the host that shows a part of the configuration. It runs in the network namespace of
 * the thread that starts it.
 *
 * @param part the part that it shows
 * @param format its output format
 * @param command its name and arguments
 */
record Tool(Part part, Format format, List<String> command) implements Source {
    /** Directories of system programs that may be missing in PATH. */
    private static final List<String> DIRECTORIES =
            List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private static final int MESSAGE_MAX = 200;
    private static final long LOOK_MILLIS = 20;

    static Tool of(Part part, Format format, String command) {
        return new Tool(part, format, List.of(command.split(" ")));
    }

    @Override
    public String text() {
        return String.join(" ", command);
    }

    /** The tool is killed at the deadline. */
    @Override
    public String read(Items items, Deadline deadline) {
        Path program = find(System.getenv("PATH"), command.get(0));
        if (program == null) {
            return command.get(0) + " is not installed";
        }
        List<String> line = new ArrayList<>(command);
        line.set(0, program.toString());
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("LC_ALL", "C");
        try {
            return read(builder.start(), items, deadline);
        } catch (IOException e) {
            return command.get(0) + " cannot be run: " + firstLine(e.getMessage());
        }
    }

    private String read(Process process, Items items, Deadline deadline) throws IOException {
        process.getOutputStream().close();
        CompletableFuture<Boolean> watch =
                CompletableFuture.supplyAsync(() -> endInTime(process, deadline));
        String trouble = null;
        try (Reader out = reader(process.getInputStream())) {
            format.read(out, items);
        } catch (IOException | UncheckedIOException e) {
            // The items before are kept. If the tool was killed, that is reported below.
            trouble = "its output cannot be read";
        }
        String message = message(process);
        int status = waitFor(process);
        if (watch.join()) {
            return "%s took too long and was stopped after %,d ms"
                    .formatted(command.get(0), deadline.elapsed().toMillis());
        }
        if (status != 0) {
            return "%s failed (exit code %d): %s".formatted(command.get(0), status, message);
        }
        return trouble == null ? null : command.get(0) + ": " + trouble;
    }

    /**
     * Returns when the process has ended.
     *
     * @return whether it did not end by itself
     */
    private static boolean endInTime(Process process, Deadline deadline) {
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (deadline.isOver()) {
                    process.destroyForcibly().waitFor();
                    return true;
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
        return false;
    }

    private static String message(Process process) {
        try (BufferedReader errors = new BufferedReader(reader(process.getErrorStream()))) {
            return firstLine(errors.readLine());
        } catch (IOException e) {
            return "";
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Names may contain any bytes: those that are not UTF-8 are replaced. */
    private static Reader reader(InputStream in) {
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    private static String firstLine(String text) {
        String line = text == null ? "" : text.lines().findFirst().orElse("").strip();
        return line.length() > MESSAGE_MAX ? line.substring(0, MESSAGE_MAX) : line;
    }

    /** Returns null when there is no such program. Relative directories in PATH are ignored. */
    static Path find(String path, String name) {
        return Stream.concat(
                        Stream.of((path == null ? "" : path).split(File.pathSeparator)),
                        DIRECTORIES.stream())
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, name))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst()
                .orElse(null);
    }
}
