package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.parquet.TraceFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Refuses an output before anything is attached; the writer itself checks again when it creates the
 * file.
 */
final class OutputCheck {
    private OutputCheck() {}

    /**
     * @throws UserException when the trace could not be written there
     */
    static void require(Path output, boolean overwrite) {
        if (Files.isDirectory(output)) {
            throw new UserException(
                    output
                            + " is a directory: add a file name, like "
                            + output.resolve("trace.parquet"));
        }
        TraceFile.requireFree(output, overwrite);
        Path parent = output.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw new UserException(
                    "cannot write %s: there is no directory %s; make it first"
                            .formatted(output, parent));
        }
        if (!Files.isWritable(parent)) {
            throw new UserException(
                    "cannot write %s: no permission to make a file in %s; choose another directory"
                            .formatted(output, parent));
        }
    }
}
