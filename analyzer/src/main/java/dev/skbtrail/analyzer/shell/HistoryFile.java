package dev.skbtrail.analyzer.shell;

import dev.skbtrail.analyzer.UserException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** The history file. Only its owner can read it, because it contains addresses. */
final class HistoryFile {
    private HistoryFile() {}

    /**
     * Creates the file if it does not exist.
     *
     * @throws UserException when it cannot be created
     */
    static Path of(Map<String, String> environment, String home) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        // The XDG specification says to ignore relative paths.
        Path base = Path.of(state).isAbsolute() ? Path.of(state) : Path.of(home, ".local", "state");
        Path file = base.resolve("skbtrail").resolve("history");
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            return file;
        } catch (IOException e) {
            throw UserException.data(
                    file + ": cannot be written, so no history is kept: " + e.getMessage());
        }
    }
}
