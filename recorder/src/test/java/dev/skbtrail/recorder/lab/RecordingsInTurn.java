package dev.skbtrail.recorder.lab;

import dev.skbtrail.recorder.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The program of {@code lab/recordings}: {@code --- FILE ARGUMENT...}, repeatedly. The recorder's
 * output for the arguments is in the file.
 */
final class RecordingsInTurn {
    private static final String NEXT = "---";

    private RecordingsInTurn() {}

    public static void main(String[] words) throws IOException {
        Locale.setDefault(Locale.ROOT); // like the recorder's main program
        List<String> rest = List.of(words);
        int failed = 0;
        while (!rest.isEmpty()) {
            List<String> behind = rest.subList(1, rest.size());
            int next = behind.indexOf(NEXT);
            int end = next < 0 ? behind.size() : next;
            failed += run(Path.of(behind.get(0)), behind.subList(1, end)) ? 0 : 1;
            rest = behind.subList(end, behind.size());
        }
        System.exit(Math.min(1, failed));
    }

    private static boolean run(Path file, List<String> arguments) throws IOException {
        long start = System.nanoTime();
        Cli.Result result = Cli.run(arguments.toArray(String[]::new));
        Files.writeString(file, result.out() + result.err());
        System.out.printf(
                "%s: exit %d after %d s%n",
                file.getFileName(),
                result.exitCode(),
                (System.nanoTime() - start) / 1_000_000_000L);
        return result.exitCode() == 0;
    }
}
