package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        Shell.Result result =
                record(
                        List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"),
                        output(),
                        "--duration",
                        "1s");
        assertRefusal(DATA_OR_MACHINE, "root", result);
    }

    @Test
    void refusesAnOutputThatCannotBeWritten() {
        Path missing = directory.resolve("missing/trace.parquet");
        assertRefusal(
                DATA_OR_MACHINE,
                missing.getParent().toString(),
                record(List.of(), missing, "--duration", "1s"));
    }

    @Test
    void refusesToOverwriteATraceWithoutForce() throws IOException {
        Files.writeString(output(), "precious");

        Shell.Result result = record(List.of(), output(), "--duration", "1s");

        assertEquals("precious", Files.readString(output()));
        Files.delete(output());
        assertRefusal(DATA_OR_MACHINE, "--force", result);
    }

    private void refuses(int exitCode, String named, String... options) {
        assertRefusal(exitCode, named, record(List.of(), output(), options));
    }

    private Path output() {
        return directory.resolve("trace.parquet");
    }

    private Shell.Result record(List<String> wrapper, Path output, String... options) {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(Programs.RECORD, "-o", output.toString()));
        command.addAll(Arrays.asList(options));
        return shell.run(command);
    }

    private void assertRefusal(int exitCode, String named, Shell.Result result) {
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
