package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.analyzer.Program;
import dev.skbtrail.analyzer.SyntheticTrace;
import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.text.NewFile;
import dev.skbtrail.analyzer.text.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failure to write output is reported, whatever the output; a reader that has exited is not. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs /dev/full")
class OutputTest {
    private static final Path ROUTER = SyntheticTrace.shared("router");
    private static final String MANY = " 'SELECT i FROM range(300000) AS t (i)'";
    private static final String FULL = "skbtrail: standard output: No space left on device\n";

    @TempDir private Path directory;

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

    /**
     * The file contains what a pipe would get and only its owner can read it; messages still
     * appear.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "drops TRACE",
                "packets TRACE --format json",
                "explain TRACE",
                "compare TRACE OTHER",
                "check TRACE",
                "sql TRACE SELECT(1)a --format csv",
            })
    void writesIntoAFileWhatAPipeWouldGet(String arguments) throws IOException {
        String other = SyntheticTrace.shared("frees").toString();
        Object[] words =
                arguments.replace("TRACE", ROUTER.toString()).replace("OTHER", other).split(" ");
        Path file = directory.resolve("result");
        List<Object> withFile = new ArrayList<>(List.of(words));
        withFile.addAll(List.of("-o", file));
        Cli.Result printed = Cli.run(words);
        Cli.Result written = Cli.runOnTerminal(60, true, withFile.toArray());
        assertEquals(new Cli.Result(printed.exitCode(), "", printed.err()), written);
        assertEquals(printed.out(), Files.readString(file));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void overwritesNothingUnlessTold() throws IOException {
        Path file = Files.writeString(directory.resolve("kept"), "mine");
        Cli.Result refused = Cli.run("drops", ROUTER, "-o", file);
        assertEquals(
                "skbtrail: " + file + ": exists already; --force overwrites it\n", refused.err());
        assertEquals(2, refused.exitCode());
        assertEquals("mine", Files.readString(file));
        assertEquals(0, Cli.run("drops", ROUTER, "-o", file, "--force").exitCode());
        assertTrue(Files.readString(file).startsWith("Drops: where and why\n"));
    }

    /** A trace cannot be recorded again. A bundle may replace an earlier bundle. */
    @Test
    void overwritesNoTrace() throws IOException {
        Path trace = Files.copy(ROUTER, directory.resolve("t.parquet"));
        for (String command : new String[] {"drops %s", "report %s", "export %s --format pcapng"}) {
            Cli.Result refused = Cli.run(arguments(command, trace, trace));
            assertEquals(
                    "skbtrail: "
                            + trace
                            + ": is a Parquet file, perhaps a trace; choose another"
                            + " name\n",
                    refused.err());
            assertEquals(2, refused.exitCode());
        }
        assertEquals(
                "skbtrail: " + trace + ": is the trace that is read; name another file\n",
                Cli.run(arguments("bundle %s", trace, trace)).err());
        assertEquals(-1, Files.mismatch(ROUTER, trace));
        assertEquals(0, Cli.run(arguments("bundle %s", ROUTER, trace)).exitCode());
    }

    private static Object[] arguments(String command, Path trace, Path output) {
        return (command.formatted(trace) + " -o " + output + " --force").split(" ");
    }

    @Test
    void leavesNoPartOfAFileThatCannotBeWritten() throws IOException {
        Path file = directory.resolve("large");
        NewFile.Content content =
                to -> {
                    try (OutputStream full = Files.newOutputStream(Path.of("/dev/full"))) {
                        new Terminal(null, null, 100).printTo(full, OutputTest::printLine);
                    }
                };
        UserException refused =
                assertThrows(
                        UserException.class,
                        () -> NewFile.write(file, NewFile.Replace.NOTHING, content));
        assertEquals(file + ": cannot be written: No space left on device", refused.getMessage());
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(0, left.count());
        }
    }

    private static int printLine(Terminal terminal) {
        terminal.out().line("a result");
        return 0;
    }
}
