package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Program;
import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output that cannot be written is told, whatever was to be printed; a reader that left is not. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs /dev/full")
class OutputTest {
    private static final Path ROUTER = SyntheticTrace.shared("router");
    private static final String MANY = " 'SELECT i FROM range(300000) AS t (i)'";
    private static final String FULL = "skbtrail: standard output: No space left on device\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drops TRACE",
                "drops TRACE --format csv",
                "sql TRACE" + MANY,
                "sql TRACE" + MANY + " --format json",
                "--help",
                "help drops",
                "--version"
            })
    void tellsThatTheDiskIsFull(String arguments) {
        Program.Result result = run(arguments + " >/dev/full");
        assertEquals(1, result.exitCode(), result.err());
        assertTrue(result.err().endsWith(FULL), result.err());
        assertEquals(-1, result.err().indexOf("\tat "), result.err());
    }

    @Test
    void failsWhenAMessageCannotBeWritten() {
        assertEquals(1, run("sql TRACE 'SELECT 1 AS a' --packet 1 2>/dev/full").exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "csv", "json", "markdown"})
    void isQuietWhenItsReaderHasSeenEnough(String format) {
        String arguments = "sql TRACE" + MANY + " --format " + format;
        Program.Result result = run(arguments + " | head -n 1; exit ${PIPESTATUS[0]}");
        assertEquals(new Program.Result(0, result.out(), ""), result);
        assertEquals(1, result.out().lines().count());
    }

    @Test
    void printsNoResultAboveAnError() {
        String sql = "SELECT CAST(i || CASE i WHEN 3000 THEN 'x' ELSE '' END AS INT) AS i";
        Cli.Result result = Cli.run("sql", ROUTER, sql + " FROM range(9000) AS t (i)");
        assertEquals(1, result.exitCode());
        assertEquals("", result.out());
    }

    private static Program.Result run(String arguments) {
        return Program.shell("", "$SKBTRAIL " + arguments.replace("TRACE", ROUTER.toString()));
    }
}
