package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory for data that does not fit into DuckDB's memory. Only the user can read it. It is
 * deleted at the end, also after Ctrl-C; what a killed process leaves behind is deleted by the next
 * process.
 */
final class SpillDirectory implements AutoCloseable {
    private static final String ANY = "skbtrail-spill-";

    /** Contains the PID, to show which process a directory belongs to. */
    static final String PREFIX = ANY + ProcessHandle.current().pid() + "-";

    /**
     * Locked while the process lives. A PID would not suffice: in another container that shares the
     * temporary directory it belongs to another process. The file is empty until it is first
     * locked.
     */
    private static final String LOCK = "lock";

    private final Path directory;
    private final FileChannel lock;

    private SpillDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    static SpillDirectory create() {
        try {
            Path directory = Files.createTempDirectory(PREFIX);
            removeAbandoned(directory.getParent());
            FileChannel lock =
                    FileChannel.open(
                            directory.resolve(LOCK),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE);
            lock.lock();
            lock.write(ByteBuffer.wrap(new byte[] {1}));
            SpillDirectory spill = new SpillDirectory(directory, lock);
            Runtime.getRuntime().addShutdownHook(new Thread(spill::close));
            return spill;
        } catch (IOException e) {
            throw UserException.data(
                    System.getProperty("java.io.tmpdir")
                            + ": no temporary files can be made there ("
                            + e.getMessage()
                            + "); set JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIRECTORY");
        }
    }

    private static void removeAbandoned(Path parent) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, ANY + "*")) {
            for (Path directory : found) {
                // Closing a file that this process has locked elsewhere would release that lock.
                if (!directory.getFileName().toString().startsWith(PREFIX)
                        && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                        && isAbandoned(directory)) {
                    remove(directory);
                }
            }
        } catch (IOException e) {
            // Without a listing there is no cleanup, which nobody asked for anyway.
            return;
        }
    }

    /** Another user's directory cannot be opened and is left alone. */
    private static boolean isAbandoned(Path directory) {
        try (FileChannel file =
                        FileChannel.open(
                                directory.resolve(LOCK),
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS);
                FileLock free = file.tryLock()) {
            return free != null && file.size() > 0;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    String path() {
        return directory.toString();
    }

    /**
     * Where a part of a trace is written before it is renamed; the path does not depend on input.
     */
    String part() {
        return directory.resolve("part.parquet").toString();
    }

    /** Where a database for another program is written. */
    String database() {
        return directory.resolve("trace.duckdb").toString();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // Closed at the end of the process.
            return;
        } finally {
            remove(directory);
        }
    }

    private static void remove(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> inward = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : inward) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // DuckDB may be deleting the same files; the next process removes the rest.
            return;
        }
    }
}
