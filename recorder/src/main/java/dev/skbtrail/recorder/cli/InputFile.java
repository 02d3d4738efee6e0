package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that the user names, as a whole. */
final class InputFile {
    private InputFile() {}

    /**
     * @param largest bytes; a larger one is not what the user meant
     * @throws UserException when it cannot be read, or is larger
     */
    static byte[] read(Path file, int largest) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new UserException(
                        "%s is larger than %s: is it the right file?"
                                .formatted(file, new ByteCount(largest)));
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new UserException("there is no file " + file + ": check its name");
        } catch (AccessDeniedException e) {
            throw new UserException("no permission to read " + file);
        } catch (IOException e) {
            throw new UserException("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
