package dev.skbtrail.recorder.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Boots a stock kernel and runs one program of the lab in it; the results are left in a directory.
 */
final class Guest {
    /**
     * Time after which it counts as hanging: the longest takes about 10 minutes of CPU time, and on
     * a busy machine it got half a processor (November 2026).
     */
    private static final Duration LIMIT = Duration.ofMinutes(25);

    /** Time for the emulator to report the timeout itself. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private Guest() {}

    /**
     * @param kernel as {@code lab/kernels} names it
     * @param program its first argument is the directory
     */
    static void run(String kernel, Path directory, String program, String... arguments) {
        run(List.of(Programs.BOOT), kernel, directory, program, arguments);
    }

    /** The same with two processors that run in parallel, and race. */
    static void runInParallel(String kernel, Path directory, String program, String... arguments) {
        run(List.of(Programs.BOOT, "-p"), kernel, directory, program, arguments);
    }

    private static void run(
            List<String> boot, String kernel, Path directory, String program, String... arguments) {
        Requires.labKernel(kernel);
        String share = directory.toString();
        String seconds = Long.toString(LIMIT.minus(MARGIN).toSeconds());
        List<String> command = new ArrayList<>(boot);
        command.addAll(List.of("-k", kernel, "-t", seconds, share, program, share));
        command.addAll(List.of(arguments));
        Shell.Result result = new Shell(LIMIT, Map.of()).run(command);
        keep(result, directory);
        result.succeeds();
    }

    /** Stores next to the recordings how long each part took. */
    private static void keep(Shell.Result result, Path directory) {
        try {
            Files.writeString(directory.resolve("said.txt"), result.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
