package dev.skbtrail.recorder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventColumns;
import dev.skbtrail.recorder.event.EventDecoder;
import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.event.NameTable;
import dev.skbtrail.recorder.event.TraceNames;
import dev.skbtrail.recorder.parquet.TraceFile;
import dev.skbtrail.recorder.parquet.TraceSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoverCommandTest {
    private static final TraceNames NO_NAMES =
            new TraceNames(
                    id -> "function",
                    id -> null,
                    id -> null,
                    at -> null,
                    id -> null,
                    inode -> null,
                    verdict -> null,
                    new String[0],
                    new NameTable());

    @TempDir private Path directory;

    /** Leaves the files of a recorder that dies with one row in its trace. */
    private Path die(String name) {
        Path trace = directory.resolve(name);
        ColumnBatch batch = EventDecoder.newBatch(1);
        EventDecoder.appendLoss(batch, 0, 0, LossCause.RING_FULL, 1);
        try (TraceFile file =
                TraceFile.create(
                        trace, false, TraceSchema.load(), EventColumns.of(NO_NAMES, List.of()))) {
            file.checkpoint(batch, Map.of());
        }
        return trace;
    }

    @Test
    void recoversByTheNameOfTheTrace() {
        Path trace = die("a.parquet");
        assertEquals(
                new Cli.Result(0, trace + ": 1 rows recovered\n", ""),
                Cli.run("recover", trace.toString()));
        assertTrue(Files.isRegularFile(trace));
    }

    @Test
    void recoversAllOfADirectoryAndSaysWhatIsInTheWay() throws IOException {
        Path first = die("a.parquet");
        Path second = die("b.parquet");
        Files.writeString(first, "precious");
        assertEquals(
                new Cli.Result(
                        1,
                        second + ": 1 rows recovered\n",
                        "skbtrail-record: "
                                + first
                                + " exists: choose another name, or add --force\n"),
                Cli.run("recover", directory.toString()));
        Path other = directory.resolve("other.parquet");
        assertEquals(0, Cli.run("recover", first + ".partial", "-o", other.toString()).exitCode());
    }

    @Test
    void recoversThePartsOfOneRecording() {
        Path part = die("a.20261201T061454Z.parquet");
        die("a.b.parquet");
        die("b.20261201T061454Z.parquet");
        assertEquals(
                new Cli.Result(0, part + ": 1 rows recovered\n", ""),
                Cli.run("recover", directory.resolve("a.parquet").toString()));
    }

    @Test
    void saysThatThereIsNothing() {
        Cli.Result result = Cli.run("recover", directory.toString());
        assertEquals(1, result.exitCode());
        assertTrue(result.err().startsWith("skbtrail-record: nothing to recover: "), result.err());
    }
}
