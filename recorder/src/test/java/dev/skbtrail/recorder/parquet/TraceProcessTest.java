package dev.skbtrail.recorder.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.event.ColumnBatch;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes in a separate process: without Hadoop's classes, and without space for the file. */
class TraceProcessTest {
    @TempDir private Path directory;

    /** The process: writes one full row group into the given file. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            RandomEvents events = new RandomEvents(5);
            Path file = Path.of(args[0]);
            try (TraceFile trace =
                    TraceFile.create(file, false, RandomEvents.SCHEMA, RandomEvents.SOURCES)) {
                ColumnBatch batch = events.next(20_000, 64, 7);
                for (int i = 0; i < 30; i++) {
                    trace.write(batch);
                }
                trace.finish(Map.of());
            } catch (UserException e) {
                System.out.println(e.getMessage());
                System.exit(1);
            }
        }
    }

    private record Result(int exit, String output) {}

    private static Result run(String limits, Path file) throws IOException, InterruptedException {
        String classPath =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !entry.contains("hadoop-common"))
                        .filter(entry -> !entry.contains("hadoop-mapreduce"))
                        .collect(Collectors.joining(File.pathSeparator));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                limits + "exec \"$@\"",
                                "sh",
                                java.toString(),
                                "-XX:-UsePerfData",
                                "-Xmx512m",
                                "-cp",
                                classPath,
                                Writer.class.getName(),
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Result(process.exitValue(), output);
    }

    @Test
    void needsNoHadoopAndPrintsNothing() throws Exception {
        Path file = directory.resolve("trace.parquet");
        assertEquals(new Result(0, ""), run("", file));
        try (Duck duck = new Duck(file)) {
            assertEquals(600_000, duck.number("SELECT count(*) FROM event"));
        }
    }

    /**
     * A limit of 4 MiB per file, which also applies to the unpacked zstd library; the kernel
     * refuses to write more, as on a full disk.
     */
    @Test
    void saysInOneLineThatTheFileDoesNotFit() throws Exception {
        Path file = directory.resolve("trace.parquet");
        assertEquals(
                new Result(
                        1,
                        "cannot write "
                                + file
                                + ": File too large: free some space, or choose another"
                                + " directory\n"),
                run("ulimit -f 8192; ", file));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
