package dev.skbtrail.recorder.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.skbtrail.recorder.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceOutputTest {
    @TempDir Path directory;

    @Test
    void acceptsANewFile() {
        TraceFile.requireWritable(directory.resolve("t.parquet"), false);
        TraceFile.requireWritable(Path.of("t.parquet"), false);
    }

    @Test
    void refusesAnExistingFileWithoutForce() throws IOException {
        Path file = Files.createFile(directory.resolve("t.parquet"));
        assertEquals(file + " exists: choose another name, or add --force", refusal(file));
        TraceFile.requireWritable(file, true);
    }

    /** A mistyped name must not cost a configuration file. */
    @ParameterizedTest
    @ValueSource(strings = {"all: build\n", "PAR", "PK\u0003\u0004"})
    void replacesNothingButATrace(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("t.parquet"), content);
        UserException refusal =
                assertThrows(UserException.class, () -> TraceFile.requireWritable(file, true));
        assertEquals(
                file
                        + " is not a Parquet file, and --force only replaces a trace: choose"
                        + " another name, or remove it",
                refusal.getMessage());
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertThrows(UserException.class, () -> TraceFile.requireWritable(link, true));
    }

    /** The trace of a killed recorder begins like a trace. */
    @Test
    void replacesAPartOfATrace() throws IOException {
        Path file = Files.writeString(directory.resolve("t.parquet"), "PAR1 and no more");
        TraceFile.requireWritable(file, true);
    }

    @Test
    void refusesADeviceEvenWithForce() {
        assertThrows(
                UserException.class, () -> TraceFile.requireWritable(Path.of("/dev/null"), true));
    }

    @Test
    void refusesADirectoryEvenWithForce() {
        assertEquals(
                directory
                        + " is a directory: add a file name, like "
                        + directory.resolve("trace.parquet"),
                refusal(directory));
        assertThrows(UserException.class, () -> TraceFile.requireWritable(directory, true));
    }

    @Test
    void refusesADirectoryThatIsMissing() {
        Path file = directory.resolve("no/t.parquet");
        assertEquals(
                "cannot write "
                        + file
                        + ": there is no directory "
                        + file.getParent()
                        + "; make it first",
                refusal(file));
    }

    @Test
    void refusesADirectoryWhereNoOneCanMakeAFile() {
        // Root may write anywhere except in the kernel's own file systems.
        assertThrows(
                UserException.class, () -> TraceFile.requireWritable(Path.of("/proc/1/t"), false));
    }

    private static String refusal(Path file) {
        return assertThrows(UserException.class, () -> TraceFile.requireWritable(file, false))
                .getMessage();
    }
}
