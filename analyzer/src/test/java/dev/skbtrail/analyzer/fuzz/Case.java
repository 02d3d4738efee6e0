package dev.skbtrail.analyzer.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * One file of a stranger.
 *
 * @param group of cases like this one
 * @param number within the group
 * @param what it is about
 * @param file its name, with directories
 * @param writer writes it
 */
record Case(
        String group, int number, String what, String file, Function<Path, Expectation> writer) {
    /** As it is named on the command line of {@link Fuzz}. */
    String id() {
        return group + "/" + number;
    }

    /** Writes it into a directory. */
    Made make(Path directory) {
        try {
            Path target = directory.resolve(file);
            Files.createDirectories(target.getParent());
            return new Made(target, writer.apply(target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file, and what may be said about it. */
    record Made(Path file, Expectation expectation) {}
}
