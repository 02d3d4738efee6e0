package dev.skbtrail.recorder.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that this recording wrote, and may delete: no other one that got its name meanwhile.
 *
 * @param identity of the file, whatever its name; null: not known
 */
record OwnFile(Path path, Object identity) {
    static OwnFile of(Path path) {
        return new OwnFile(path, identity(path));
    }

    void delete() throws IOException {
        Object now = identity(path);
        if (now != null && now.equals(identity)) {
            Files.deleteIfExists(path);
        }
    }

    private static Object identity(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (IOException e) {
            // Someone has moved or deleted it.
            return null;
        }
    }
}
