package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.UserException;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Writes {@link PartialFiles}. Only the owner may read them. Written data can be recovered right
 * after the process dies; after a power cut, once a separate thread has synced it to disk, for
 * which the writer does not wait.
 */
final class PartialTrace implements AutoCloseable {
    private static final int BUFFER = 1 << 18;

    /** Space for a footer with its snapshot, and the data that was in memory. */
    private static final int RESERVE = 2 << 20;

    private final PartialFiles files;
    private final FileOutputStream trace;
    private final FileOutputStream journal;
    private final OutputStream buffer;
    private CompletableFuture<Void> sync = CompletableFuture.completedFuture(null);
    private boolean recoverable;
    private boolean open = true;

    /**
     * @throws UserException when another recording is running there, or has left files there
     * @throws IOException when no file can be created in that directory
     */
    PartialTrace(Path target) throws IOException {
        files = PartialFiles.of(target);
        files.refuseOccupied(target);
        Files.createDirectory(files.directory(), owner("rwx------"));
        try {
            journal = create(files.journal());
            PartialFiles.tryLock(journal.getChannel());
            trace = create(files.trace());
        } catch (IOException e) {
            files.delete();
            throw e;
        }
        buffer = new BufferedOutputStream(trace, BUFFER);
    }

    private static FileAttribute<?> owner(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    /** Not a FileChannel: an interrupt of the writing thread would close it. */
    private static FileOutputStream create(Path file) throws IOException {
        Files.createFile(file, owner("rw-------"));
        return new FileOutputStream(file.toFile());
    }

    OutputStream stream() {
        return buffer;
    }

    Path path() {
        return files.trace();
    }

    /** Records that the file is written up to here. */
    void finished(FinishedPart part) throws IOException {
        reserve();
        buffer.flush();
        Records.write(journal, part.toBytes());
        recoverable = true;
    }

    /** Whether the last checkpoint is synced to disk, so that the one before may be overwritten. */
    boolean isSynced() {
        return sync.isDone();
    }

    /** Writes a checkpoint over the one before the last. */
    void checkpoint(Checkpoint checkpoint) throws IOException {
        reserve();
        join();
        buffer.flush();
        Path file = files.checkpoint(checkpoint.number());
        Files.deleteIfExists(file);
        try (FileOutputStream out = create(file)) {
            Records.write(out, checkpoint.toBytes());
        }
        recoverable = true;
        sync = CompletableFuture.runAsync(() -> sync(file));
    }

    private void sync(Path checkpoint) {
        try (FileOutputStream last = new FileOutputStream(checkpoint.toFile(), true)) {
            trace.getFD().sync();
            journal.getFD().sync();
            last.getFD().sync();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private void join() throws IOException {
        try {
            sync.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e);
        }
    }

    /** Not before there is something that it could save. */
    private void reserve() throws IOException {
        if (!recoverable) {
            try (FileOutputStream out = create(files.reserve())) {
                out.write(new byte[RESERVE]);
            }
        }
    }

    /** Syncs everything that was written to disk. */
    void sync() throws IOException {
        trace.getFD().sync();
    }

    /** Whether {@link TraceRecovery} could make a trace of the files. */
    boolean isRecoverable() {
        return recoverable;
    }

    PartialFiles files() {
        return files;
    }

    /** Deletes everything: the trace has its name now, or is not wanted. */
    void delete() {
        recoverable = false;
        close();
    }

    /** Keeps only what can be recovered. */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        sync.exceptionally(failure -> null).join();
        try {
            trace.close();
            journal.close();
            if (!recoverable) {
                files.delete();
            }
        } catch (IOException e) {
            throw TraceName.failure(files.directory(), e);
        }
    }
}
