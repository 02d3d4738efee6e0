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

/** A file for a result: there whole or not at all, and for its owner alone. */
public final class NewFile {
    private static final int BUFFER = 1 << 18;

    /** How a Parquet file begins. */
    private static final byte[] PARQUET = {'P', 'A', 'R', '1'};

    /** Which file that is there may be replaced. */
    public enum Replace {
        NOTHING,
        /** Whatever is not a Parquet file: a trace cannot be recorded again. */
        RESULTS,
        /** For a result that is a trace. */
        TRACES
    }

    private NewFile() {}

    /** What fills a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * @throws IOException when the stream takes nothing more
         */
        void write(OutputStream to) throws IOException;
    }

    /**
     * Refuses what {@link #write} would: to be asked before long work.
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
            // Nobody can read it, so it may be anything.
            return true;
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
    public static long write(Path file, Replace replace, Content content) {
        require(file, replace);
        try {
            // Made so that nobody else may read it.
            Path aside = Files.createTempFile(directory(file), ".skbtrail-", ".part");
            // Also after Ctrl-C.
            aside.toFile().deleteOnExit();
            try {
                try (OutputStream to =
                        new BufferedOutputStream(Files.newOutputStream(aside), BUFFER)) {
                    content.write(to);
                }
                // Somebody may have made it meanwhile.
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
