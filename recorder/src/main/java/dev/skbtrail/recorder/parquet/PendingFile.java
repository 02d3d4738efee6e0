package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.UserException;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.UUID;

/**
 * A file that is written under a hidden name beside its target and gets the target's name only when
 * it is complete and on the disk. Only the owner may read it.
 */
final class PendingFile implements AutoCloseable {
    private static final int BUFFER = 1 << 18;

    /** Every Parquet file begins with it. */
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final Path target;
    private final boolean overwrite;
    private final Path temporary;
    private final FileOutputStream file;
    private final OutputStream buffer;
    private boolean open = true;

    /**
     * @throws UserException when there is something at {@code target} that must stay
     * @throws IOException when no file can be made in that directory
     */
    PendingFile(Path target, boolean overwrite) throws IOException {
        this.target = target.toAbsolutePath();
        this.overwrite = overwrite;
        refuseOccupied(this.target, overwrite);
        temporary =
                this.target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        // Fails when the name exists, and no one else can open the file in between.
        Files.createFile(
                temporary,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        // Not a FileChannel: an interrupt of the writing thread would close it.
        file = open(temporary);
        buffer = new BufferedOutputStream(file, BUFFER);
    }

    private static FileOutputStream open(Path created) throws IOException {
        try {
            return new FileOutputStream(created.toFile());
        } catch (IOException e) {
            Files.delete(created);
            throw e;
        }
    }

    /**
     * @throws UserException when there is something at {@code target} that must stay: only a trace
     *     may be replaced
     */
    static void refuseOccupied(Path target, boolean overwrite) {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isRegularFile(target)) {
            throw new UserException(target + " is not a regular file: choose another name");
        }
        if (!overwrite) {
            throw exists(target);
        }
        if (!isTrace(target)) {
            throw new UserException(
                    target
                            + " is not a Parquet file, and --force only replaces a trace: choose"
                            + " another name, or remove it");
        }
    }

    /** Or an empty file, as mktemp makes. */
    private static boolean isTrace(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] begin = in.readNBytes(MAGIC.length);
            return begin.length == 0 || Arrays.equals(begin, MAGIC);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static UserException exists(Path target) {
        return new UserException(target + " exists: choose another name, or add --force");
    }

    OutputStream stream() {
        return buffer;
    }

    /**
     * Makes the content durable, then visible under its name.
     *
     * @param crc of all that was written, see {@link FileChecksum}
     */
    void commit(long crc) throws IOException {
        buffer.flush();
        FileChecksum.write(temporary, crc);
        file.getFD().sync();
        file.close();
        if (overwrite) {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } else {
            link();
        }
        open = false;
        syncDirectory();
    }

    /** Makes the new name durable too. Not every file system can, and an interrupt stops it. */
    private void syncDirectory() {
        try (FileChannel directory =
                FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            // The file itself is complete and has its name: no reason to report a failure.
        }
    }

    /** A hard link fails when the name was taken meanwhile; a rename would replace that file. */
    private void link() throws IOException {
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException e) {
            throw exists(target);
        } catch (UnsupportedOperationException | FileSystemException e) {
            renameWithoutLink();
            return;
        }
        Files.delete(temporary);
    }

    /** On a file system without hard links (FAT): refuses too, but not in one step. */
    private void renameWithoutLink() throws IOException {
        try {
            Files.move(temporary, target);
        } catch (FileAlreadyExistsException e) {
            throw exists(target);
        }
    }

    /** Removes what was written, unless it was committed. */
    @Override
    public void close() {
        if (open) {
            open = false;
            try {
                file.close();
            } catch (IOException e) {
                // What could not be written is removed now anyway.
            }
            temporary.toFile().delete();
        }
    }

    /** What to tell the user when writing {@code target} failed. */
    static UserException failure(Path target, IOException cause) {
        String message = "cannot write " + target + ": ";
        if (cause instanceof AccessDeniedException) {
            message += "permission denied: choose a directory that you may write to";
        } else if (cause instanceof NoSuchFileException) {
            message += "there is no directory " + target.toAbsolutePath().getParent();
        } else {
            boolean hasReason =
                    cause instanceof FileSystemException named && named.getReason() != null;
            message += hasReason ? ((FileSystemException) cause).getReason() : cause.getMessage();
            message += ": free some space, or choose another directory";
        }
        return new UserException(message);
    }
}
