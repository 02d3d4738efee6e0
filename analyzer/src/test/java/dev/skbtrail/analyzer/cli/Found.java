package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

/** The findings of {@code explain} in a compact form for comparison. */
final class Found {
    private Found() {}

    /**
     * Level, certainty, sentence, packets and flows of the findings of these rules, sorted.
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
