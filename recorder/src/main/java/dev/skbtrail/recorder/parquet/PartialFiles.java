package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.UserException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The directory {@code TRACE.partial} of a recording that is running, or that was cut short.
 *
 * <p>The trace grows in it by finished parts, which the journal lists. There are two checkpoints;
 * the newer one tells how to make a complete trace of the parts before it. So an older one exists
 * while a new one is written. A recorder that is still running holds a lock on the journal.
 */
record PartialFiles(Path directory) {
    static final String SUFFIX = ".partial";
    static final int CHECKPOINTS = 2;

    static PartialFiles of(Path target) {
        Path name = target.getFileName();
        return new PartialFiles(target.resolveSibling((name == null ? "" : name) + SUFFIX));
    }

    Path trace() {
        return directory.resolve("trace");
    }

    Path journal() {
        return directory.resolve("journal");
    }

    /** The file that holds the checkpoint with this number. */
    Path checkpoint(long number) {
        return directory.resolve("checkpoint-" + number % CHECKPOINTS);
    }

    /** A file that reserves space for the end of a trace, should the disk be full. */
    Path reserve() {
        return directory.resolve("reserve");
    }

    /** Refuses to let a new recording overwrite the leftovers of an earlier one. */
    void refuseOccupied(Path target) {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            lock().close();
        } catch (IOException e) {
            throw TraceName.failure(target, e);
        }
        throw new UserException(
                ("%s is left of a recording that was cut short: make a trace of it with"
                                + " 'skbtrail-record recover %1$s', or remove it")
                        .formatted(directory));
    }

    /**
     * @throws UserException when a recorder is still using this directory
     */
    Closeable lock() throws IOException {
        if (!Files.isRegularFile(journal())) {
            return () -> {};
        }
        FileChannel channel = FileChannel.open(journal(), StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new UserException(
                    directory
                            + " is in use: another skbtrail-record is running; choose another name");
        }
        return channel;
    }

    /** Returns null when someone else holds the lock, also in this process. */
    static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    void delete() throws IOException {
        for (Path file :
                List.of(trace(), journal(), checkpoint(0), checkpoint(1), reserve(), directory)) {
            Files.deleteIfExists(file);
        }
    }
}
