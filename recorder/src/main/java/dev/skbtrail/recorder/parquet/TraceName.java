package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.UserException;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Arrays;

/**
 * The name of a trace: checks whether it is free, and gives it to a file that is complete and
 * synced.
 */
final class TraceName {
    /** The first bytes of every Parquet file. */
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private TraceName() {}

    /**
     * @throws UserException when there is something at {@code target} that must not be replaced:
     *     only a trace may be
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

    /** Whether it is a trace, or an empty file as created by mktemp. */
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

    /**
     * Gives a complete file its name.
     *
     * @throws UserException when someone else created the target in the meantime
     */
    static void give(Path file, Path target, boolean overwrite) throws IOException {
        if (overwrite) {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } else {
            link(file, target);
        }
        syncDirectory(target);
    }

    /**
     * Makes the new name durable too. Not every file system supports it, and an interrupt stops it.
     */
    private static void syncDirectory(Path target) {
        try (FileChannel directory =
                FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            // The file itself is complete and has its name, so this failure is not reported.
        }
    }

    /**
     * A hard link fails when the name was taken in the meantime; a rename would replace that file.
     */
    private static void link(Path temporary, Path target) throws IOException {
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException e) {
            throw exists(target);
        } catch (UnsupportedOperationException | FileSystemException e) {
            renameWithoutLink(temporary, target);
            return;
        }
        Files.delete(temporary);
    }

    /**
     * For a file system without hard links (FAT): also refuses a taken name, but not atomically.
     */
    private static void renameWithoutLink(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target);
        } catch (FileAlreadyExistsException e) {
            throw exists(target);
        }
    }

    /** The error for the user when writing {@code target} failed. */
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
        return new UserException(message, cause);
    }
}
