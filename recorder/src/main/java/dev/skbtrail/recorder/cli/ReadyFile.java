package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.UserException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** An empty file that exists while all probes are attached: for scripts that wait for that. */
final class ReadyFile implements AutoCloseable {
    private final Path path;
    private boolean created;

    /**
     * @param path null: no file is wanted
     * @throws UserException when the file already exists: a waiting script would not wait
     */
    ReadyFile(Path path) {
        this.path = path;
        if (path != null && Files.exists(path)) {
            throw exists();
        }
        if (path != null && !Files.isDirectory(path.toAbsolutePath().getParent())) {
            throw new UserException(
                    "cannot make %s: there is no directory %s; make it first"
                            .formatted(path, path.toAbsolutePath().getParent()));
        }
    }

    /** Creates the file in one call: it never exists half-made or readable by others. */
    void create() {
        if (path == null) {
            return;
        }
        try {
            Files.createFile(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            created = true;
        } catch (FileAlreadyExistsException e) {
            throw exists();
        } catch (IOException e) {
            throw new UserException("cannot make %s: %s".formatted(path, e.getMessage()), e);
        }
    }

    private UserException exists() {
        return new UserException(
                path + " exists: another recording may be running; else remove it");
    }

    @Override
    public void close() {
        if (created) {
            created = false;
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UserException("cannot remove %s: %s".formatted(path, e.getMessage()), e);
            }
        }
    }
}
