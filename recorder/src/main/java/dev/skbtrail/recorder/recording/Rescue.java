package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.parquet.TraceFile;
import dev.skbtrail.recorder.parquet.TraceRecovery;
import java.io.IOException;
import java.nio.file.Path;

/** Keeps what a recording has captured when it fails. */
final class Rescue {
    private Rescue() {}

    /**
     * Makes a complete trace of everything up to the last checkpoint.
     *
     * @return the outcome, as text for the user; null when nothing was captured
     */
    static String attempt(TraceFile file, Path output, Throwable failure) {
        try {
            return file.rescue(reason(failure)) ? output + " has all but the last seconds" : null;
        } catch (UserException e) {
            failure.addSuppressed(e);
            return "'skbtrail-record recover %s' makes a trace of all but the last seconds"
                    .formatted(TraceRecovery.partialOf(output));
        }
    }

    private static String reason(Throwable failure) {
        if (failure instanceof UserException) {
            boolean disk = failure.getCause() instanceof IOException;
            return disk ? failure.getCause().getMessage() : failure.getMessage();
        }
        return failure.toString();
    }
}
