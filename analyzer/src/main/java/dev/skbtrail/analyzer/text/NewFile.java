package dev.skbtrail.analyzer.text;

import dev.skbtrail.analyzer.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file for a result: there whole or not at all, and for its owner alone. */
public final class NewFile {
    private NewFile() {}

    /**
     * Refuses what {@link #write} would: to be asked before long work.
     *
     * @param force may it replace a file?
     */
    public static void require(Path file, boolean force) {
        if (Files.isDirectory(file)) {
            throw UserException.usage(file + ": is a directory; name a file");
        }
        if (!force && Files.exists(file)) {
            throw UserException.usage(file + ": exists already; --force overwrites it");
        }
        if (!Files.isDirectory(directory(file))) {
            throw UserException.usage(file + ": there is no directory " + directory(file));
        }
    }

    private static Path directory(Path file) {
        return file.toAbsolutePath().getParent();
    }

    /**
     * Writes it aside, then gives it its name.
     *
     * @return its size in bytes
     * @throws UserException when it cannot be written
     */
    public static long write(Path file, boolean force, String text) {
        require(file, force);
        try {
            // Made so that nobody else may read it.
            Path aside = Files.createTempFile(directory(file), ".skbtrail-", ".part");
            try {
                Files.write(aside, text.getBytes(StandardCharsets.UTF_8));
                Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
                return Files.size(file);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw UserException.data(file + ": cannot be written: " + e.getMessage());
        }
    }
}
