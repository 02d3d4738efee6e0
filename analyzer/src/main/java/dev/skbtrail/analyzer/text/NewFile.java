package dev.skbtrail.analyzer.text;

import dev.skbtrail.analyzer.UserException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** A result file. It is written completely or not at all, and only its owner can read it. */
public final class NewFile {
    private static final int BUFFER = 1 << 18;

    /** The magic bytes of a Parquet file. */
    private static final byte[] PARQUET = {'P', 'A', 'R', '1'};

    /** Which existing files may be replaced. */
    public enum Replace {
        NOTHING,
        /** Anything but Parquet files: a trace cannot be recorded again. */
        RESULTS,
        /** Also traces, for a result that is itself a trace. */
        TRACES
    }

    private NewFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * @throws IOException when the stream cannot be written
         */
        void write(OutputStream to) throws IOException;
    }

    /**
     * Fails in the cases in which {@link #write} would; called before long work.
     *
     * @throws UserException naming the fix
     */
    public static void require(Path file, Replace replace) {
        if (Files.isDirectory(file)) {
            throw UserException.usage(file + ": is a directory; name a file");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw UserException.usage(file + ": is not a regular file; choose another name");
            }
            if (replace == Replace.NOTHING) {
                throw UserException.usage(file + ": exists already; --force overwrites it");
            }
            if (replace == Replace.RESULTS && isParquet(file)) {
                throw UserException.usage(
                        file + ": is a Parquet file, perhaps a trace; choose another name");
            }
        }
        if (!Files.isDirectory(directory(file))) {
            throw UserException.usage(file + ": there is no directory " + directory(file));
        }
    }

    private static boolean isParquet(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(PARQUET, in.readNBytes(PARQUET.length));
        } catch (IOException e) {
            // The file cannot be read, so it may be anything.
            return true;
        }
    }

    private static Path directory(Path file) {
        return file.toAbsolutePath().getParent();
    }

    /**
     * Writes to a temporary file, then renames it.
     *
     * @return size in bytes
     * @throws UserException when the file cannot be written
     */
    public static long write(Path file, Replace replace, Content content) {
        require(file, replace);
        try {
            // Created with permissions for the owner only.
            Path aside = Files.createTempFile(directory(file), ".skbtrail-", ".part");
            // Cleans up after Ctrl-C, too.
            aside.toFile().deleteOnExit();
            try {
                try (OutputStream to =
                        new BufferedOutputStream(Files.newOutputStream(aside), BUFFER)) {
                    content.write(to);
                }
                // The file may have been created in the meantime.
                require(file, replace);
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
