package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

/** What {@code explain} finds in a trace, short enough to compare. */
final class Found {
    private Found() {}

    /**
     * Level, certainty, sentence, packets and flows of what these rules find, sorted.
     *
     * @param rules a regular expression
     */
    static List<String> by(String rules, Path trace) {
        Cli.Result result = Cli.run("explain", trace, "--format", "csv", "--top", 100);
        assertEquals(0, result.exitCode(), result.err());
        return result.out()
                .lines()
                .filter(line -> line.matches(".*," + rules))
                .map(
                        line ->
                                line.replace("\"", "")
                                        .replaceAll("^\\d+,|(,\\d+,\\d+),\\d+,\\d+,.*$", "$1"))
                .sorted()
                .toList();
    }
}
