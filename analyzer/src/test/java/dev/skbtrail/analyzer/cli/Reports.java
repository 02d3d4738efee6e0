package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Runs reports for tests that compare their rows. */
final class Reports {
    private Reports() {}

    /** Rows of a report as CSV, including the header. */
    static String csv(String report, Path trace, Object... arguments) {
        Object[] args =
                Stream.of(
                                Stream.<Object>of(report, trace),
                                Stream.of(arguments),
                                Stream.<Object>of("--format", "csv"))
                        .flatMap(part -> part)
                        .toArray();
        Cli.Result result = Cli.run(args);
        assertEquals(0, result.exitCode(), result.err());
        return result.out();
    }
}
