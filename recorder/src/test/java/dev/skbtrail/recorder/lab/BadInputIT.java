package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake gets one line that names the fix, and leaves nothing behind. */
class BadInputIT {

    private static final int DATA_OR_MACHINE = 1;
    private static final int USAGE = 2;

    private final Shell shell = new Shell(Duration.ofMinutes(1), Map.of());
    @TempDir private Path directory;

    @BeforeAll
    static void needsRoot() {
        Requires.root();
    }

    @Test
    void refusesAnInterfaceThatIsNotThere() {
        refuses(USAGE, "nosuch0", "--interface", "nosuch0", "--duration", "1s");
    }

    @Test
    void refusesAFunctionThatTheKernelDoesNotHave() {
        refuses(USAGE, "no_such_function", "--function", "no_such_function", "--duration", "1s");
    }

    @Test
    void refusesAMalformedCidr() {
        refuses(USAGE, "10.0.0.0/33", "--host", "10.0.0.0/33", "--duration", "1s");
    }

    @Test
    void refusesAMalformedAddress() {
        refuses(USAGE, "10.0.0.300", "--host", "10.0.0.300", "--duration", "1s");
    }

    @Test
    void refusesAPortThatIsNone() {
        refuses(USAGE, "65536", "--port", "65536", "--duration", "1s");
    }

    @Test
    void refusesToRunWithoutPrivilege() {
        List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set=-all"));
        command.addAll(List.of("--inh-caps=-all", Programs.RECORD, "-o", output().toString()));
        Shell.Result result = shell.run(command);
        assertRefusal(
                DATA_OR_MACHINE,
                "root",
                new Cli.Result(result.exitCode(), result.out(), result.err()));
    }

    @Test
    void refusesAnOutputThatCannotBeWritten() {
        Path missing = directory.resolve("missing/trace.parquet");
        assertRefusal(
                DATA_OR_MACHINE,
                missing.getParent().toString(),
                record(missing, "--duration", "1s"));
    }

    @Test
    void refusesToOverwriteATraceWithoutForce() throws IOException {
        Files.writeString(output(), "precious");

        Cli.Result result = record(output(), "--duration", "1s");

        assertEquals("precious", Files.readString(output()));
        Files.delete(output());
        assertRefusal(DATA_OR_MACHINE, "--force", result);
    }

    private void refuses(int exitCode, String named, String... options) {
        assertRefusal(exitCode, named, record(output(), options));
    }

    private Path output() {
        return directory.resolve("trace.parquet");
    }

    private static Cli.Result record(Path output, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-o", output.toString()));
        arguments.addAll(Arrays.asList(options));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private void assertRefusal(int exitCode, String named, Cli.Result result) {
        assertEquals(exitCode, result.exitCode(), result::toString);
        assertTrue(result.err().contains(named), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
        assertEquals("", result.out());
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), left.toList(), "left behind");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
